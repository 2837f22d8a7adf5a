package io.echosphere.worker.evaluate;

import io.echosphere.domain.speech.Language;
import io.echosphere.simulator.corpus.CorpusClip;
import io.echosphere.simulator.hearing.HeardWord;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** All words that reach the caller's microphone, in the order of their sound. Owned by its call. */
final class Utterances {
  private static final int FRAME_MS = 10;
  private static final double TOUCHES_SECONDS = 0.012;

  private final List<SpokenWord> words = new ArrayList<>();
  private final BitSet voiced = new BitSet();

  /** A clip is said from this time on. */
  void say(CorpusClip clip, long startMillis) {
    wordsOf(clip).forEach(word -> add(word.moved(startMillis)));
  }

  void add(SpokenWord word) {
    words.add(word);
    words.sort(Comparator.comparingLong(SpokenWord::startMillis));
    int first = Math.toIntExact(word.startMillis() / FRAME_MS);
    voiced.set(first, Math.toIntExact(Math.max(first + 1L, word.endMillis() / FRAME_MS)));
  }

  List<SpokenWord> words() {
    return words;
  }

  /** Whether there is a word in the call's frame. */
  boolean isVoiced(int frame) {
    return voiced.get(frame);
  }

  /** A clip's words with the marks that follow them, in ms since its first sample. */
  static List<SpokenWord> wordsOf(CorpusClip clip) {
    var language = new Language(clip.language());
    List<SpokenWord> found = new ArrayList<>();
    for (HeardWord word : clip.words()) {
      if (word.punctuation()) {
        var last = found.isEmpty() ? null : found.removeLast();
        if (last != null) {
          found.add(withMark(last, word.content()));
        }
      } else {
        boolean pauses =
            clip.pauses().stream()
                .anyMatch(pause -> Math.abs(pause.start() - word.endSeconds()) < TOUCHES_SECONDS);
        found.add(
            new SpokenWord(
                word.content(),
                "",
                Math.round(word.startSeconds() * 1_000),
                Math.round(word.endSeconds() * 1_000),
                false,
                pauses,
                language,
                clip.id().hashCode() * 1_000_003L + found.size()));
      }
    }
    if (!found.isEmpty()) {
      var last = found.removeLast();
      found.add(
          new SpokenWord(
              last.text(),
              last.marks(),
              last.startMillis(),
              last.endMillis(),
              true,
              false,
              last.language(),
              last.seed()));
    }
    return found;
  }

  private static SpokenWord withMark(SpokenWord word, String mark) {
    return new SpokenWord(
        word.text(),
        word.marks() + mark,
        word.startMillis(),
        word.endMillis(),
        word.closes(),
        word.beforePause(),
        word.language(),
        word.seed());
  }
}
