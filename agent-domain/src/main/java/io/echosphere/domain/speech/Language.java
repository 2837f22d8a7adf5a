package io.echosphere.domain.speech;

/**
 * A spoken language as a BCP 47 tag with its region, such as {@code ja-JP}.
 *
 * @param tag language and region, for example {@code en-US}; two parts joined by a hyphen
 */
public record Language(String tag) {
  /** Japanese as spoken in Japan. */
  public static final Language JAPANESE = new Language("ja-JP");

  /** English as spoken in the United States. */
  public static final Language ENGLISH = new Language("en-US");

  public Language {
    if (!tag.matches("[a-z]{2,3}-[A-Z]{2}")) {
      throw new IllegalArgumentException("'" + tag + "' is not a language tag such as ja-JP");
    }
  }

  /** Whether this is Japanese, whatever the region. */
  public boolean isJapanese() {
    return tag.startsWith("ja-");
  }

  /** Whether this is English, whatever the region. */
  public boolean isEnglish() {
    return tag.startsWith("en-");
  }

  @Override
  public String toString() {
    return tag;
  }
}
