package io.echosphere.application.hearing;

import io.echosphere.domain.audio.AudioFormat;
import java.time.Duration;

/**
 * Notices a recogniser that was sent speech and says nothing: a stream that is broken without
 * having ended. Sound that only seems to be speech looks the same, so each time in vain there is
 * twice as long to wait. Owned by the ear; only {@link #heard} is called by other threads.
 */
final class WordWatch {
  /** A recogniser's first words come within a second of speech. */
  static final Duration FIRST_PATIENCE = Duration.ofSeconds(5);

  /**
   * Between its words within speech some tenths pass. Longer would be too long: the turn ends
   * without the rest.
   */
  static final Duration NEXT_PATIENCE = Duration.ofMillis(2_500);

  private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(80);

  /** Less than this may well be no words. */
  private static final int ENOUGH_SAMPLES = AudioFormat.speechSamples(1_500);

  /** What no stream has words for, after so many, has none. */
  private static final int MOST_REPEATS = 2;

  private Duration patience = FIRST_PATIENCE;

  /** The turn that is being said has words. */
  private boolean worded;

  private int repeats;
  private long spokenSamples;
  private long sinceNanos;
  private volatile boolean heard;

  /** The recogniser has said something. Any thread. */
  void heard() {
    heard = true;
  }

  /** The speech so far has its words, or needs none. */
  void forget() {
    spokenSamples = 0;
    repeats = 0;
  }

  /**
   * A new stream was sent this again.
   *
   * @param samples of speech, at least 0
   */
  void repeated(long samples, long nowNanos) {
    spokenSamples = ++repeats <= MOST_REPEATS ? samples : 0;
    sinceNanos = nowNanos;
  }

  /** What comes now belongs to another turn. */
  void turnTaken() {
    worded = false;
  }

  /**
   * Whether speech that ends now went on for long after the last word of its turn: the turn would
   * end without the rest if that were waited for any longer.
   */
  boolean endsWithout() {
    attend();
    return worded && repeats == 0 && spokenSamples >= ENOUGH_SAMPLES;
  }

  /** Counts samples that were sent; whether their words are overdue. */
  boolean overdue(boolean speaking, int samples, long nowNanos) {
    attend();
    if (speaking) {
      sinceNanos = spokenSamples == 0 ? nowNanos : sinceNanos;
      spokenSamples += samples;
    }
    if (spokenSamples < ENOUGH_SAMPLES || nowNanos - sinceNanos < patience.toNanos()) {
      return false;
    }
    Duration twice = patience.multipliedBy(2);
    patience = twice.compareTo(LONGEST_PATIENCE) < 0 ? twice : LONGEST_PATIENCE;
    spokenSamples = 0;
    return true;
  }

  private void attend() {
    if (heard) {
      heard = false;
      worded = true;
      patience = NEXT_PATIENCE;
      forget();
    }
  }
}
