package io.echosphere.simulator.corpus;

import io.echosphere.simulator.corpus.Markup.Part;
import io.echosphere.simulator.corpus.Markup.Pause;
import io.echosphere.simulator.corpus.Markup.Spoken;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is said between two pauses.
 *
 * @param tokens its words and punctuation marks, in order
 * @param spoken what a synthesizer reads, without the closing mark
 * @param files the recordings it consists of; empty when it is synthesized
 * @param pauseMillis the silence after it; 0 after the last
 * @param labelled whether that silence is one of the label's pauses, and not a comma's
 */
record Segment(
    List<Token> tokens, String spoken, List<String> files, int pauseMillis, boolean labelled) {

  private static final int COMMA_MILLIS = 200;
  private static final int SENTENCE_MILLIS = 350;
  private static final String MARKS = "、。？！,.?!";
  private static final Pattern AFTER_MARK = Pattern.compile("(?<=[、。？！])|(?<=[,.?!] )");

  /** Runs of one script; long runs of hiragana in pieces, as a recogniser's words are short. */
  private static final Pattern JAPANESE =
      Pattern.compile(
          "\\p{IsHan}+|\\p{IsHiragana}[\\p{IsHiragana}ー]{0,3}|[\\p{IsKatakana}ー]+"
              + "|\\w+|[^\\s\\w]");

  private static final Pattern ENGLISH = Pattern.compile("[\\p{L}\\p{N}'’-]+|[^\\s\\p{L}\\p{N}]");

  /**
   * A word or mark as a transcript writes it.
   *
   * @param weight its share of the segment's time; 0 for a mark
   */
  record Token(String text, double weight) {
    boolean isMark() {
      return weight == 0;
    }
  }

  /** The segments of a marked-up text. */
  static List<Segment> of(String markup, String language) {
    var builder = new Builder(language.startsWith("ja"));
    for (Part part : Markup.parse(markup)) {
      switch (part) {
        case Pause(var millis) -> builder.pause(millis, true);
        case Spoken words when words.differs() -> builder.add(words);
        case Spoken(var text, var _) -> builder.addPlain(text);
      }
    }
    return builder.finish();
  }

  private static final class Builder {
    private final boolean japanese;
    private final List<Segment> done = new ArrayList<>();
    private List<Token> tokens = new ArrayList<>();
    private List<String> files = new ArrayList<>();
    private StringBuilder spoken = new StringBuilder();

    Builder(boolean japanese) {
      this.japanese = japanese;
    }

    void addPlain(String text) {
      for (String piece : AFTER_MARK.split(text, -1)) {
        add(new Spoken(piece, piece));
        String end = piece.strip();
        if (!end.isEmpty() && MARKS.indexOf(end.charAt(end.length() - 1)) >= 0) {
          pause(
              "、,".indexOf(end.charAt(end.length() - 1)) >= 0 ? COMMA_MILLIS : SENTENCE_MILLIS,
              false);
        }
      }
    }

    void add(Spoken words) {
      if (isFile(words.spoken())) {
        files.add(words.spoken());
      }
      var pattern = japanese ? JAPANESE : ENGLISH;
      var found = pattern.matcher(words.shown()).results().map(match -> match.group()).toList();
      double all = found.stream().mapToDouble(Builder::weight).sum();
      double said = words.differs() && !isFile(words.spoken()) ? weight(words.spoken()) : all;
      for (String token : found) {
        tokens.add(new Token(token, all == 0 ? 0 : weight(token) * said / all));
      }
      spoken.append(words.spoken());
    }

    /** Ends the segment; a pause right after one belongs to it. */
    void pause(int millis, boolean labelled) {
      if (tokens.stream().allMatch(Token::isMark)) {
        mergeIntoLast(millis, labelled);
        return;
      }
      done.add(new Segment(List.copyOf(tokens), said(), List.copyOf(files), millis, labelled));
      clear();
    }

    private void mergeIntoLast(int millis, boolean labelled) {
      if (done.isEmpty()) {
        return;
      }
      var last = done.removeLast();
      List<Token> all = new ArrayList<>(last.tokens());
      all.addAll(tokens);
      boolean keeps = !labelled;
      done.add(
          new Segment(
              all,
              last.spoken(),
              last.files(),
              keeps ? last.pauseMillis() : millis,
              keeps ? last.labelled() : labelled));
      clear();
    }

    private void clear() {
      tokens = new ArrayList<>();
      files = new ArrayList<>();
      spoken = new StringBuilder();
    }

    List<Segment> finish() {
      pause(0, false);
      var last = done.removeLast();
      done.add(new Segment(last.tokens(), last.spoken(), last.files(), 0, false));
      return List.copyOf(done);
    }

    private String said() {
      String text = spoken.toString().strip();
      while (!text.isEmpty() && MARKS.indexOf(text.charAt(text.length() - 1)) >= 0) {
        text = text.substring(0, text.length() - 1).strip();
      }
      return text;
    }

    private static boolean isFile(String spoken) {
      return spoken.contains("/");
    }

    /** About how long it takes to say, in morae or letters. */
    private static double weight(String text) {
      return text.codePoints()
          .mapToDouble(
              point -> {
                if (!Character.isLetterOrDigit(point) && point != 'ー') {
                  return 0;
                }
                if ("ゃゅょャュョァィゥェォ".indexOf(point) >= 0) {
                  return 0;
                }
                return Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN ? 1.9 : 1;
              })
          .sum();
    }
  }
}
