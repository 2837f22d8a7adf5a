package io.echosphere.application.health;

import java.util.Arrays;
import java.util.Optional;

/**
 * Whether the pacer keeps its beat, judged once a second by the 99th percentile of lateness over
 * the last ten: a receiver's jitter buffer hides a beat that is late now and then, not one in a
 * hundred. The machine's load is not asked: a neighbour's burst that the pacer does not feel is no
 * reason to leave a caller without an agent.
 *
 * <p>What is late is judged by a bound, what is steady again by half of it, so that a worker at its
 * limit does not change its mind every second. Beats are counted by one thread, without allocating;
 * any thread may ask.
 */
public final class Steadiness {
  static final int WINDOW_SECONDS = 10;

  private static final int FRAMES_A_SECOND = 100;
  private static final long NANOS_A_MILLI = 1_000_000;

  /** Classes of 1 ms; the last one holds whatever is later. */
  private static final int CLASSES = 1_000;

  private static final double SHARE = 0.99;

  private final int limitMillis;
  private final int[][] counts = new int[WINDOW_SECONDS][CLASSES + 1];
  private int current;
  private int framesOfCurrent;
  private int secondsSeen;
  private volatile Verdict verdict = new Verdict(true, 0);

  private record Verdict(boolean steady, int p99Millis) {}

  /**
   * Steady until ten seconds of beats say otherwise.
   *
   * @param limitMillis lateness in ms from which the pacer stutters, 1 to 1000
   */
  public Steadiness(int limitMillis) {
    if (limitMillis < 1 || limitMillis > CLASSES) {
      throw new IllegalArgumentException("limit of " + limitMillis + " ms");
    }
    this.limitMillis = limitMillis;
  }

  /**
   * Notes a beat; always the same thread.
   *
   * @param frames how many frames of 10 ms were due, at least 1
   * @param latenessNanos how late the beat came
   * @param skipped frames given up
   */
  void beat(int frames, long latenessNanos, int skipped) {
    long late = Math.max(0, latenessNanos) / NANOS_A_MILLI;
    counts[current][(int) Math.min(CLASSES, late)]++;
    framesOfCurrent += frames + skipped;
    if (framesOfCurrent >= FRAMES_A_SECOND) {
      endSecond();
    }
  }

  /** Why no further call should be taken, in words for the operator; empty while steady. */
  public Optional<String> reason() {
    var now = verdict;
    return now.steady()
        ? Optional.empty()
        : Optional.of(
            "one beat in a hundred of the last %d s was %d ms late or more"
                .formatted(WINDOW_SECONDS, now.p99Millis()));
  }

  private void endSecond() {
    secondsSeen = Math.min(WINDOW_SECONDS, secondsSeen + 1);
    if (secondsSeen == WINDOW_SECONDS) {
      int p99 = p99Millis();
      double bound = verdict.steady() ? limitMillis : limitMillis / 2.0;
      verdict = new Verdict(p99 < bound, p99);
    }
    current = (current + 1) % WINDOW_SECONDS;
    framesOfCurrent = 0;
    Arrays.fill(counts[current], 0);
  }

  /** The lower edge of the percentile's class. */
  private int p99Millis() {
    long beats = 0;
    for (int[] second : counts) {
      for (int count : second) {
        beats += count;
      }
    }
    long rank = (long) Math.ceil(SHARE * beats);
    long seen = 0;
    for (int millis = 0; millis < CLASSES; millis++) {
      for (int[] second : counts) {
        seen += second[millis];
      }
      if (seen >= rank) {
        return millis;
      }
    }
    return CLASSES;
  }
}
