package io.echosphere.domain.turn;

import io.echosphere.domain.conversation.WrittenLanguage;
import io.echosphere.domain.speech.Transcript;
import io.echosphere.domain.speech.Words;
import java.util.Optional;

/** Typed messages as words: bounded, without control characters, final from the start. */
final class Typing {
  private static final String SEGMENT = "typed-";

  private Typing() {}

  /**
   * A message as a segment of the caller's words; empty when nothing is left of it.
   *
   * @param memory its last mark names the segment
   */
  static Optional<Transcript> read(Memory memory, String message) {
    String text = fit(message).replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    if (text.isBlank()) {
      return Optional.empty();
    }
    var language = WrittenLanguage.of(text, memory.language());
    return Optional.of(
        new Transcript(SEGMENT + memory.marks(), text, text.length(), true, language));
  }

  /** Whether none of the words were spoken. */
  static boolean isAll(Words words) {
    return words.segments().stream().allMatch(heard -> heard.segment().startsWith(SEGMENT));
  }

  private static String fit(String text) {
    if (text.length() <= TurnSettings.MAX_TYPED) {
      return text;
    }
    int end = TurnSettings.MAX_TYPED;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
  }
}
