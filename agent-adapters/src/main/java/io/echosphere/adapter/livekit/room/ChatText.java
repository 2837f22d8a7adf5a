package io.echosphere.adapter.livekit.room;

/** Makes what somebody typed fit to be taken for a turn: bounded, and without what is not text. */
final class ChatText {
  /** Some minutes of talk in one message; what goes beyond is cut off. */
  static final int MAX_CHARACTERS = 4_000;

  private ChatText() {}

  /**
   * Cleans a message. Line breaks stay, tabs become spaces; other control characters go, and with
   * them what reorders text on a screen or hides in it (bidirectional controls, tags, byte order
   * marks), unpaired surrogates and code points that are none.
   *
   * @return at most {@link #MAX_CHARACTERS} UTF-16 units, without blanks around; may be empty
   */
  static String clean(String typed) {
    var text = new StringBuilder(Math.min(typed.length(), MAX_CHARACTERS));
    typed
        .replace("\r\n", "\n")
        .codePoints()
        .map(ChatText::plain)
        .filter(ChatText::isText)
        .takeWhile(point -> text.length() + Character.charCount(point) <= MAX_CHARACTERS)
        .forEachOrdered(text::appendCodePoint);
    return text.toString().strip();
  }

  private static int plain(int point) {
    return switch (point) {
      case '\r', '\u2028', '\u2029', '\u0085' -> '\n';
      case '\t' -> ' ';
      default -> point;
    };
  }

  private static boolean isText(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point == '\n';
      case Character.FORMAT -> isJoiner(point);
      case Character.SURROGATE -> false;
      default -> !isNoncharacter(point);
    };
  }

  /** Emoji and some scripts are spelled with them. */
  private static boolean isJoiner(int point) {
    return point == 0x200C || point == 0x200D;
  }

  private static boolean isNoncharacter(int point) {
    return (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
  }
}
