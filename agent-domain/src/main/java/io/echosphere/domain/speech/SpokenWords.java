package io.echosphere.domain.speech;

import java.util.ArrayList;
import java.util.List;

/**
 * Which of the recogniser's segments already belong to turns that have ended. A service may go on
 * with a segment, or finalize it, long after its words were acted on; they must not count twice.
 * Immutable.
 *
 * @param taken the newest segments whose words were taken, oldest first, at most {@value #KEPT}
 */
public record SpokenWords(List<Transcript> taken) {
  /** A service closes its segments in order, so few are ever open; the rest are forgotten. */
  private static final int KEPT = 16;

  public SpokenWords {
    taken = List.copyOf(taken);
  }

  /** Nothing has been taken yet. */
  public static SpokenWords none() {
    return new SpokenWords(List.of());
  }

  /** These words, each new when it was heard, now belong to a turn. */
  public SpokenWords take(Words words) {
    var next = new ArrayList<>(taken);
    for (Transcript segment : words.segments()) {
      String before = textOf(segment.segment());
      next.removeIf(known -> known.segment().equals(segment.segment()));
      next.add(
          new Transcript(
              segment.segment(),
              before + segment.text(),
              before.length() + segment.stableLength(),
              segment.isFinal(),
              segment.language()));
    }
    return new SpokenWords(next.subList(Math.max(0, next.size() - KEPT), next.size()));
  }

  /** Whether words of this segment were taken. */
  public boolean knows(String segment) {
    return taken.stream().anyMatch(known -> known.segment().equals(segment));
  }

  /**
   * What of a transcript is new: all of it when its segment is unknown; what follows the words
   * taken when the service went on with the segment; nothing when it only revised them.
   */
  public Transcript remainder(Transcript transcript) {
    return knows(transcript.segment())
        ? cut(transcript, lengthOf(letters(textOf(transcript.segment())), transcript.text()))
        : transcript;
  }

  /**
   * What of a transcript belongs to the turn that took words of its segment last, and whatever
   * follows.
   *
   * @param last what that turn took of the segment
   */
  public Transcript sinceTurn(Transcript transcript, String last) {
    long earlier = letters(textOf(transcript.segment())) - letters(last);
    return earlier <= 0 ? transcript : cut(transcript, lengthOf(earlier, transcript.text()));
  }

  /** All that was taken of other segments than this one, which is the newest. */
  public String textBefore(String segment) {
    return new Words(taken.stream().filter(known -> !known.segment().equals(segment)).toList())
        .text();
  }

  /** All that was taken of a segment; empty if nothing was. */
  private String textOf(String segment) {
    return new Words(taken).of(segment);
  }

  private static Transcript cut(Transcript transcript, int from) {
    String rest = transcript.text().substring(from);
    int stable = Math.max(0, transcript.stableLength() - from);
    return new Transcript(
        transcript.segment(), rest, stable, transcript.isFinal(), transcript.language());
  }

  private static long letters(String text) {
    return text.codePoints().filter(Character::isLetterOrDigit).count();
  }

  /**
   * How much of a text so many letters are, with the marks behind them. Punctuation, case and
   * spaces may differ between a partial and its successor, so letters are counted, not compared.
   */
  private static int lengthOf(long count, String text) {
    long letters = count;
    int at = 0;
    while (at < text.length() && letters > 0) {
      int point = text.codePointAt(at);
      letters -= Character.isLetterOrDigit(point) ? 1 : 0;
      at += Character.charCount(point);
    }
    while (at < text.length() && !Character.isLetterOrDigit(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }
}
