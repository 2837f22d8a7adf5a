package io.echosphere.worker.evaluate;

import io.echosphere.domain.conversation.Clause;
import io.echosphere.domain.conversation.ClauseSplitter;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.speech.Phrases;
import io.echosphere.simulator.corpus.CorpusClip;
import io.echosphere.simulator.hearing.Clip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the agent answers: its text in clauses, with the sound and the words of each. Immutable.
 *
 * @param text all of it
 * @param pieces a clause, its sound, and its words in ms since that sound's start
 */
record ReplyContent(String text, List<Piece> pieces) {
  private static final int LEAD_MILLIS = 10;
  private static final int TAIL_MILLIS = 30;

  /** A clause. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Piece(Clause clause, short[] sound, List<SpokenWord> words) {}

  /** A short stretch of nothing, for a greeting that nobody judges. */
  static ReplyContent still(Language language) {
    String text = language.isJapanese() ? "はい。" : "Hello.";
    var clause = new ClauseSplitter(language);
    var clauses = new ArrayList<>(clause.add(text));
    clauses.addAll(clause.finish());
    short[] quiet = new short[Clip.SAMPLE_RATE_HZ / 5];
    Arrays.fill(quiet, (short) 1);
    return new ReplyContent(
        text, clauses.stream().map(each -> new Piece(each, quiet, List.of())).toList());
  }

  /**
   * The reply of a clip.
   *
   * @param whole false for its first clauses only, some three seconds
   */
  static ReplyContent of(CorpusClip clip, boolean whole) {
    var splitter = new ClauseSplitter(new Language(clip.language()));
    List<Clause> clauses = new ArrayList<>(splitter.add(clip.text()));
    clauses.addAll(splitter.finish());
    short[] samples = clip.samples();
    List<SpokenWord> words = new ArrayList<>(Utterances.wordsOf(clip));
    List<Piece> pieces = new ArrayList<>();
    for (Clause clause : clauses) {
      int letters = Phrases.bare(clause.source()).length();
      List<SpokenWord> own = new ArrayList<>();
      while (letters > 0 && !words.isEmpty()) {
        var word = words.removeFirst();
        letters -= Phrases.bare(word.text()).length();
        own.add(word);
      }
      pieces.add(piece(clause, own, samples));
      if (!whole && pieces.size() == 2) {
        break;
      }
    }
    var text = new StringBuilder();
    pieces.forEach(piece -> text.append(piece.clause().source()));
    return new ReplyContent(text.toString(), List.copyOf(pieces));
  }

  private static Piece piece(Clause clause, List<SpokenWord> words, short[] samples) {
    if (words.isEmpty()) {
      return new Piece(clause, new short[0], List.of());
    }
    long start = Math.max(0, words.getFirst().startMillis() - LEAD_MILLIS);
    long end = words.getLast().endMillis() + TAIL_MILLIS;
    int perMilli = Clip.SAMPLE_RATE_HZ / 1_000;
    short[] sound =
        Arrays.copyOfRange(
            samples, (int) start * perMilli, (int) Math.min(samples.length, end * perMilli));
    return new Piece(clause, sound, words.stream().map(word -> word.moved(-start)).toList());
  }
}
