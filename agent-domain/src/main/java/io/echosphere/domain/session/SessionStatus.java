package io.echosphere.domain.session;

import java.util.Locale;

/** Where a session stands. Its lower-case name is what the database stores. */
public enum SessionStatus {
  PENDING,
  ACTIVE,
  COMPLETED,
  FAILED;

  /** The stored form, such as {@code active}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the session is over. */
  public boolean isEnded() {
    return this == COMPLETED || this == FAILED;
  }

  /**
   * The status of a stored form.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static SessionStatus ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
