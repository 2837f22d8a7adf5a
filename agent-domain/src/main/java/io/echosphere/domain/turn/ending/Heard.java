package io.echosphere.domain.turn.ending;

import io.echosphere.domain.speech.EnglishSpelling;
import java.text.Normalizer;
import java.util.Locale;

/**
 * A text as the rules read it: one spelling, the marks at its end taken off and weighed.
 *
 * @param text in lower case, full width made half, without marks and space at its end
 * @param mark what the recogniser put at the end
 */
record Heard(String text, Mark mark) {

  /**
   * What the recogniser put at the end. It puts a full stop behind anything, and leaves any mark
   * out, so marks only lean one way; a question mark is set with more care.
   */
  enum Mark {
    NONE(0),
    STOP(0.35),
    QUESTION(1.5),
    COMMA(-3.0),
    TRAILING_OFF(-0.9);

    private final double logOdds;

    Mark(double logOdds) {
      this.logOdds = logOdds;
    }

    double logOdds() {
      return logOdds;
    }
  }

  static Heard of(String raw) {
    String plain = Normalizer.normalize(raw, Normalizer.Form.NFKC).replace('’', '\'');
    String text = EnglishSpelling.mended(plain.strip()).toLowerCase(Locale.ROOT);
    int end = text.length();
    Mark mark = Mark.NONE;
    while (end > 0) {
      int point = text.codePointBefore(end);
      if (isWordPart(point)) {
        break;
      }
      mark = stronger(mark, markOf(point));
      end -= Character.charCount(point);
    }
    if (text.endsWith("...") || text.endsWith("・・")) { // normalising spells … as three stops
      mark = Mark.TRAILING_OFF;
    }
    return new Heard(text.substring(0, end), mark);
  }

  /** The last sentence, for what is said of whole utterances. */
  String lastSentence() {
    for (int at = text.length(); at > 0; ) {
      int point = text.codePointBefore(at);
      if (isSentenceEnd(point, at)) {
        return text.substring(at).strip();
      }
      at -= Character.charCount(point);
    }
    return text;
  }

  /** A full stop inside a number or a name (7.30, gmail.com) ends no sentence. */
  private boolean isSentenceEnd(int point, int after) {
    return switch (point) {
      case '。', '!', '?' -> true;
      case '.' -> after < text.length() && Character.isWhitespace(text.charAt(after));
      default -> false;
    };
  }

  private static boolean isWordPart(int point) {
    return Character.isLetterOrDigit(point) || point == 'ー' || point == '%' || point == '々';
  }

  private static Mark markOf(int point) {
    return switch (point) {
      case '。', '.', '!' -> Mark.STOP;
      case '?' -> Mark.QUESTION;
      case '、', ',', ';', ':', '-' -> Mark.COMMA;
      case '~', '〜', '…' -> Mark.TRAILING_OFF;
      default -> Mark.NONE;
    };
  }

  private static Mark stronger(Mark one, Mark other) {
    return Math.abs(one.logOdds()) >= Math.abs(other.logOdds()) ? one : other;
  }
}
