package io.echosphere.domain.conversation;

import java.util.Locale;

/** Who said a message. Its lower-case name is what the database stores. */
public enum Role {
  USER,
  ASSISTANT;

  /** The stored form, such as {@code user}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The role of a stored form.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Role ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
