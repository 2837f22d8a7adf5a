package io.echosphere.adapter.polly;

/**
 * Speech Synthesis Markup around text that may hold anything: whatever it is, the result is well
 * formed and its text is the text given. Pure.
 */
final class Ssml {
  private Ssml() {}

  /**
   * The text at a pace.
   *
   * @param ratePercent 20 to 200
   */
  static String at(int ratePercent, String text) {
    return "<speak><prosody rate=\"" + ratePercent + "%\">" + escaped(text) + "</prosody></speak>";
  }

  /** With references for the signs of markup, and without what XML 1.0 has no place for. */
  private static String escaped(String text) {
    var safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .filter(Ssml::isXml)
        .forEach(
            point -> {
              switch (point) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&apos;");
                case '\r' -> safe.append("&#13;"); // a parser would make it a line feed
                default -> safe.appendCodePoint(point);
              }
            });
    return safe.toString();
  }

  private static boolean isXml(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || (point >= 0x20 && point <= 0xD7FF)
        || (point >= 0xE000 && point <= 0xFFFD)
        || point >= 0x10000;
  }
}
