package io.echosphere.worker.config;

import java.time.Duration;

/**
 * When somebody speaks and whose turn it is.
 *
 * @param minDelay shortest wait after the end of speech before the turn ends
 * @param maxDelay longest wait, at least {@code minDelay}
 * @param vadThreshold probability from which sound is speech, 0.05 to 0.95
 * @param vadMinSpeech how long sound must be speech before speech has started
 * @param vadMinSilence how long there must be none before it has ended
 * @param interruptMin how long the caller must speak over the agent to interrupt it
 */
public record TurnConfig(
    Duration minDelay,
    Duration maxDelay,
    double vadThreshold,
    Duration vadMinSpeech,
    Duration vadMinSilence,
    Duration interruptMin) {

  static TurnConfig read(ConfigReader read) {
    var min = read.value(Setting.TURN_MIN_DELAY_MS, Parsers.millis(0, 5_000));
    var max = read.value(Setting.TURN_MAX_DELAY_MS, Parsers.millis(0, 10_000));
    var threshold = read.value(Setting.VAD_THRESHOLD, Parsers.number(0.05, 0.95));
    var speech = read.value(Setting.VAD_MIN_SPEECH_MS, Parsers.millis(32, 1_000));
    var silence = read.value(Setting.VAD_MIN_SILENCE_MS, Parsers.millis(32, 2_000));
    var interrupt = read.value(Setting.INTERRUPT_MIN_MS, Parsers.millis(0, 5_000));
    if (min.ifValid().isPresent()
        && max.ifValid().isPresent()
        && min.get().compareTo(max.get()) > 0) {
      read.problem(
          Setting.TURN_MAX_DELAY_MS,
          "is less than TURN_MIN_DELAY_MS ("
              + max.get().toMillis()
              + " < "
              + min.get().toMillis()
              + ")",
          "set it to at least TURN_MIN_DELAY_MS");
    }
    return read.whenValid(
        () ->
            new TurnConfig(
                min.get(),
                max.get(),
                threshold.get(),
                speech.get(),
                silence.get(),
                interrupt.get()));
  }
}
