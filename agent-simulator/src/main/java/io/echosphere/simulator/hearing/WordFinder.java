package io.echosphere.simulator.hearing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads off an alignment which words really arrived. Keeps no state. */
final class WordFinder {
  private final Templates templates;
  private final MatchSettings settings;

  WordFinder(Templates templates, MatchSettings settings) {
    this.templates = templates;
    this.settings = settings;
  }

  /** The words that arrived, in the order of their times, times relative to the first frame. */
  List<FoundWord> find(Aligner aligner) {
    boolean[] entered = new boolean[aligner.frames()];
    int[] path = aligner.path(entered);
    List<FoundWord> words = new ArrayList<>();
    int begin = 0;
    while (begin < path.length) {
      int end = begin + 1;
      if (path[begin] == Aligner.NOTHING) {
        begin = end;
        continue;
      }
      while (end < path.length && path[end] != Aligner.NOTHING && !entered[end]) {
        end++;
      }
      collect(aligner, path, begin, end, words);
      begin = end;
    }
    return words;
  }

  /** Judges the words of the one clip that the path runs through in {@code [begin, end)}. */
  private void collect(Aligner aligner, int[] path, int begin, int end, List<FoundWord> words) {
    int clipIndex = templates.clipOf(path[begin]);
    int first = templates.start(clipIndex);
    int states = templates.start(clipIndex + 1) - first;
    float[] likeness = new float[states];
    int[] frameOf = new int[states];
    Arrays.fill(frameOf, -1);
    for (int frame = begin; frame < end; frame++) {
      int state = path[frame] - first;
      float similarity = aligner.similarity(frame, path[frame]);
      if (frameOf[state] < 0 || similarity > likeness[state]) {
        likeness[state] = similarity;
        frameOf[state] = frame;
      }
    }
    for (int state = 1; state < states - 1; state++) {
      if (frameOf[state] < 0 && frameOf[state - 1] >= 0 && frameOf[state + 1] >= 0) {
        likeness[state] = (likeness[state - 1] + likeness[state + 1]) / 2;
      }
    }
    if (!resembles(likeness)) {
      return;
    }
    Clip clip = templates.clip(clipIndex);
    for (int index = 0; index < clip.words().size(); index++) {
      HeardWord word = clip.words().get(index);
      int from = frameAt(word.startSeconds(), states);
      int to = frameAt(word.endSeconds(), states);
      if (!word.punctuation() && arrived(first, likeness, from, to)) {
        double startShift = shift(frameOf, from, to, 1);
        double endShift = shift(frameOf, to - 1, from - 1, -1);
        words.add(
            new FoundWord(
                clip, index, word.startSeconds() + startShift, word.endSeconds() + endShift));
      }
    }
  }

  /** Whether what arrived of a clip is enough, and like enough, to be that clip. */
  private boolean resembles(float[] likeness) {
    int matched = 0;
    double sum = 0;
    for (float similarity : likeness) {
      if (similarity >= settings.wordFrame()) {
        matched++;
        sum += similarity;
      }
    }
    return matched >= settings.clipFrames() && sum >= settings.clipSimilarity() * matched;
  }

  private boolean arrived(int first, float[] likeness, int from, int to) {
    int spoken = 0;
    int matched = 0;
    int gap = 0;
    int longestGap = 0;
    for (int state = from; state < to; state++) {
      if (templates.spoken(first + state)) {
        spoken++;
        if (likeness[state] >= settings.wordFrame()) {
          matched++;
          gap = 0;
        } else {
          longestGap = Math.max(longestGap, ++gap);
        }
      }
    }
    return spoken > 0
        && matched >= settings.wordCoverage() * spoken
        && longestGap <= settings.wordGap();
  }

  /** The first state whose window has its middle at or after a time within the clip. */
  private static int frameAt(double seconds, int states) {
    double middle = (double) Spectrum.WINDOW / 2 / Clip.SAMPLE_RATE_HZ;
    return Math.clamp((int) Math.ceil((seconds - middle) / Frames.HOP_SECONDS), 0, states);
  }

  /** How much later than in the clip the first state with a frame was heard, seconds. */
  private static double shift(int[] frameOf, int from, int to, int direction) {
    for (int state = from; state != to; state += direction) {
      if (frameOf[state] >= 0) {
        return (frameOf[state] - state) * Frames.HOP_SECONDS;
      }
    }
    return 0; // not reached: a word that arrived has a frame
  }
}
