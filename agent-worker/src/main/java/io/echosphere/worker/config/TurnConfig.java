package io.echosphere.worker.config;

import io.echosphere.domain.turn.Preemption;
import io.echosphere.domain.turn.TurnDetector;
import java.time.Duration;
import java.util.Locale;

/**
 * Whose turn it is.
 *
 * @param minDelay shortest wait after the end of speech before the turn ends
 * @param maxDelay longest wait, at least {@code minDelay}
 * @param detector what decides whether a pause ends the turn
 * @param longest how long a turn may last
 * @param preemption what of a reply is begun before the turn has ended
 * @param interrupt when a sound over the agent is an interruption
 * @param vad when sound is speech
 */
public record TurnConfig(
    Duration minDelay,
    Duration maxDelay,
    TurnDetector detector,
    Duration longest,
    Preemption preemption,
    InterruptConfig interrupt,
    VadConfig vad) {

  static TurnConfig read(ConfigReader read) {
    var min = read.value(Setting.TURN_MIN_DELAY_MS, Parsers.millis(0, 5_000));
    var max = read.value(Setting.TURN_MAX_DELAY_MS, Parsers.millis(0, 10_000));
    var detector =
        read.value(Setting.TURN_DETECTOR, Parsers.oneOf(TurnDetector.class, Locale.ROOT));
    var longest =
        read.value(
            Setting.TURN_LIMIT, Parsers.duration(Duration.ofSeconds(5), Duration.ofMinutes(10)));
    var preemption = read.value(Setting.PREEMPTIVE, Parsers.oneOf(Preemption.class, Locale.ROOT));
    var interrupt = InterruptConfig.read(read);
    var vad = VadConfig.read(read);
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
                detector.get(),
                longest.get(),
                preemption.get(),
                interrupt,
                vad));
  }

  /**
   * When sound is speech.
   *
   * @param threshold probability from which sound is speech, 0.05 to 0.95
   * @param minSpeech how long sound must be speech before speech has started
   * @param minSilence how long there must be none before it has ended
   */
  public record VadConfig(double threshold, Duration minSpeech, Duration minSilence) {
    static VadConfig read(ConfigReader read) {
      var threshold = read.value(Setting.VAD_THRESHOLD, Parsers.number(0.05, 0.95));
      var speech = read.value(Setting.VAD_MIN_SPEECH_MS, Parsers.millis(32, 1_000));
      var silence = read.value(Setting.VAD_MIN_SILENCE_MS, Parsers.millis(32, 2_000));
      return read.whenValid(() -> new VadConfig(threshold.get(), speech.get(), silence.get()));
    }
  }

  /**
   * When a sound over the agent is an interruption.
   *
   * @param min voice that lasts this long is one even without words
   * @param minCharacters words with fewer letters are none
   */
  public record InterruptConfig(Duration min, int minCharacters) {
    static InterruptConfig read(ConfigReader read) {
      var min = read.value(Setting.INTERRUPT_MIN_MS, Parsers.millis(0, 10_000));
      var characters = read.value(Setting.INTERRUPT_MIN_CHARS, Parsers.wholeNumber(0, 100));
      return read.whenValid(() -> new InterruptConfig(min.get(), characters.get()));
    }
  }
}
