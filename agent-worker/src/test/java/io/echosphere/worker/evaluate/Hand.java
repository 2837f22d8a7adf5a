package io.echosphere.worker.evaluate;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How the recogniser writes words down: with errors, and with the marks that a service would put.
 * The same word is always written the same way. Immutable.
 *
 * @param errors share of characters that come out wrong, 0 to 1
 * @param marks how it punctuates
 * @param seed another number makes other errors
 */
record Hand(double errors, Marks marks, long seed) {
  /** Keeps the seeds of the words and of the run apart. */
  private static final long OTHER_ERRORS = 1_000_003;

  /** Words that are not stable yet are written otherwise at first. */
  private static final double FIRST_GUESS = 0.05;

  private static final double LATE_MARK = 0.5;
  private static final double LOST_MARK = 0.05;
  private static final double FALSE_MARK_PARTIAL = 0.1;
  private static final double FALSE_MARK_FINAL = 0.3;
  private static final String HIRAGANA = "あいうえおかきくけこさしすせそたちつてとなにのはまもやよらりるれわん";
  private static final String KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニノハマモヤラリルレロン";
  private static final String KANJI = "日一人年大本中上生見行分後前東気電話時間今何食会社明天手書花空";
  private static final String LATIN = "abcdefghiklmnoprstuvwy";

  /** How closing marks come. */
  enum Marks {
    /**
     * As a service guesses them: half of the closing marks come only with the final, and at a pause
     * inside the turn one is put by mistake in a tenth of partials and in three tenths of finals.
     */
    GUESSED,
    /** As the labels have them, at once and never wrong. */
    LABELS,
    /** None. */
    NONE;

    static Marks of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  Hand(double errors, Marks marks) {
    this(errors, marks, 0);
  }

  /** A word as it is written in the end, or as it is guessed at first. */
  String word(SpokenWord word, boolean stable) {
    var random = random(word, 1);
    boolean guesses = !stable && random.nextDouble() < FIRST_GUESS;
    var written = new StringBuilder();
    boolean differs = false;
    for (int point : word.text().codePoints().toArray()) {
      boolean wrong = random.nextDouble() < errors || (guesses && !differs);
      differs |= wrong;
      int how = random.nextInt(10);
      int other = other(point, random);
      if (!wrong || !Character.isLetterOrDigit(point)) {
        written.appendCodePoint(point);
      } else if (how < 7) {
        written.appendCodePoint(other);
      } else if (how < 9) {
        written.appendCodePoint(point).appendCodePoint(other);
      }
    }
    return written.toString();
  }

  /** The marks after a word. */
  String marks(SpokenWord word, boolean last, boolean isFinal) {
    if (marks == Marks.NONE) {
      return "";
    }
    if (marks == Marks.LABELS || !last) {
      return word.marks();
    }
    var random = random(word, 2);
    double late = random.nextDouble();
    double lost = random.nextDouble();
    double wrong = random.nextDouble();
    if (word.closes()) {
      return lost < LOST_MARK || (!isFinal && late < LATE_MARK) ? "" : word.marks();
    }
    if (word.beforePause() && wrong < (isFinal ? FALSE_MARK_FINAL : FALSE_MARK_PARTIAL)) {
      return word.language().isJapanese() ? "。" : ".";
    }
    return isFinal ? word.marks() : "";
  }

  private SplittableRandom random(SpokenWord word, int purpose) {
    return new SplittableRandom((word.seed() + seed * OTHER_ERRORS) * 31 + purpose * 77_777L);
  }

  private static int other(int point, SplittableRandom random) {
    String among =
        switch (Character.UnicodeScript.of(point)) {
          case HAN -> KANJI;
          case HIRAGANA -> HIRAGANA;
          case KATAKANA -> KATAKANA;
          default -> LATIN;
        };
    int other = among.charAt(random.nextInt(among.length()));
    return Character.isUpperCase(point) ? Character.toUpperCase(other) : other;
  }
}
