package io.echosphere.domain.speech;

/**
 * What the recogniser has made of one segment of the caller's speech so far. A later transcript of
 * the same segment replaces an earlier one; a final one is never replaced.
 *
 * @param segment identifies the segment within its transcription stream
 * @param text the whole text of the segment; may be empty
 * @param stableLength how many UTF-16 units of {@code text}, from its start, the recogniser will
 *     not change any more; the length of {@code text} when final
 * @param isFinal whether the segment is closed
 * @param language the language it was recognised in
 */
public record Transcript(
    String segment, String text, int stableLength, boolean isFinal, Language language) {

  public Transcript {
    if (stableLength < 0 || stableLength > text.length()) {
      throw new IllegalArgumentException(
          "stable length " + stableLength + " lies outside a text of " + text.length());
    }
  }

  /** The part of the text that will not change any more; may be empty. */
  public String stableText() {
    return text.substring(0, stableLength);
  }
}
