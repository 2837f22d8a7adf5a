package io.echosphere.simulator.hearing;

import java.time.Duration;

/**
 * When the ear speaks up and how sure it must be.
 *
 * @param partialInterval audio time between partial results
 * @param wordLag how long ago a word must have ended before a partial holds it, audio time
 * @param stableLag how long ago a word must have ended to be stable, audio time
 * @param finalSilence silence that ends an utterance, audio time
 * @param finalDelay wall time that the server holds a final result back
 * @param unknownSpeech how much unknown voiced audio counts as somebody speaking, audio time
 * @param matching how sure the ear must be of a word
 */
public record HearingSettings(
    Duration partialInterval,
    Duration wordLag,
    Duration stableLag,
    Duration finalSilence,
    Duration finalDelay,
    Duration unknownSpeech,
    MatchSettings matching) {
  /** Partials every 200 ms with a lag of 300 ms; finals after 800 ms of silence and 200 ms more. */
  public static HearingSettings defaults() {
    return new HearingSettings(
        Duration.ofMillis(200),
        Duration.ofMillis(300),
        Duration.ofMillis(600),
        Duration.ofMillis(800),
        Duration.ofMillis(200),
        Duration.ofMillis(400),
        MatchSettings.defaults());
  }

  /** The same with another hold-back of finals. */
  public HearingSettings withFinalDelay(Duration delay) {
    return new HearingSettings(
        partialInterval, wordLag, stableLag, finalSilence, delay, unknownSpeech, matching);
  }

  /** The same with another silence rule. */
  public HearingSettings withFinalSilence(Duration silence) {
    return new HearingSettings(
        partialInterval, wordLag, stableLag, silence, finalDelay, unknownSpeech, matching);
  }

  /** The same with other times of partials. */
  public HearingSettings withPartials(Duration interval, Duration lag, Duration stable) {
    return new HearingSettings(
        interval, lag, stable, finalSilence, finalDelay, unknownSpeech, matching);
  }

  /** The same with other thresholds. */
  public HearingSettings withMatching(MatchSettings thresholds) {
    return new HearingSettings(
        partialInterval, wordLag, stableLag, finalSilence, finalDelay, unknownSpeech, thresholds);
  }
}
