package io.echosphere.domain.turn;

import io.echosphere.domain.speech.Phrases;

/**
 * How long after the end of speech a turn ends. Bounded by two delays: a finished sentence ends at
 * the lower, no words at all at the upper, words without an end half way.
 *
 * @param minDelayMillis shortest wait after the voice ended, at least 0
 * @param maxDelayMillis longest wait, at least {@code minDelayMillis}
 */
public record EndpointingPolicy(long minDelayMillis, long maxDelayMillis) {

  public EndpointingPolicy {
    if (minDelayMillis < 0 || maxDelayMillis < minDelayMillis) {
      throw new IllegalArgumentException(
          "delays of " + minDelayMillis + " to " + maxDelayMillis + " ms are not a range");
    }
  }

  /** Whether the words can be answered before their window has closed. */
  boolean looksComplete(String text) {
    return Phrases.endsSentence(text);
  }

  /**
   * The wait for these words, in ms after the end of the voice.
   *
   * @param text what was heard so far; may be blank
   */
  public long delayMillis(String text) {
    if (text.isBlank()) {
      return maxDelayMillis;
    }
    return Phrases.endsSentence(text) ? minDelayMillis : (minDelayMillis + maxDelayMillis) / 2;
  }
}
