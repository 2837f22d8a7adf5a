package io.echosphere.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What every {@link EndOfTurnEstimator} promises: one test for each sentence of the port. */
public abstract class EndOfTurnEstimatorContract {
  private static final int FRAME = 160;

  /** The estimator under test. */
  protected abstract EndOfTurnEstimator estimator();

  /** Makes the estimator busy: it takes questions and begins none. */
  protected abstract void hold();

  /** Ends being busy. */
  protected abstract void release();

  /** Waits until every question asked so far is answered or dropped. */
  protected abstract void settle();

  @Test
  void aQuestionIsAnsweredOnceWithItsNumberAndAProbability() {
    var log = new Log();
    try (var channel = estimator().open()) {
      send(channel, voice(1_000, 130));
      channel.estimate(41, log);
      settle();

      assertThat(log.pauses()).containsExactly(41L);
      assertThat(log.answers().getFirst().probability()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void laterQuestionsAreAnsweredToo() {
    var log = new Log();
    try (var channel = estimator().open()) {
      send(channel, voice(300, 130));
      channel.estimate(1, log);
      settle();
      send(channel, voice(300, 170));
      channel.estimate(2, log);
      settle();

      assertThat(log.pauses()).containsExactly(1L, 2L);
    }
  }

  @Test
  void aQuestionMayBeAskedBeforeAnythingWasHeard() {
    var log = new Log();
    try (var channel = estimator().open()) {
      channel.estimate(1, log);
      settle();

      assertThat(log.pauses()).containsExactly(1L);
    }
  }

  @Test
  void aNewerQuestionReplacesOneThatIsNotBegun() {
    var log = new Log();
    try (var channel = estimator().open()) {
      send(channel, voice(300, 130));
      hold();
      channel.estimate(1, log);
      channel.estimate(2, log);
      channel.estimate(3, log);
      release();
      settle();

      assertThat(log.pauses()).containsExactly(3L);
    }
  }

  @Test
  void channelsDoNotReplaceEachOthersQuestionsAndAreAnsweredInOrder() {
    var log = new Log();
    try (var one = estimator().open();
        var other = estimator().open()) {
      hold();
      one.estimate(1, log);
      other.estimate(2, log);
      one.estimate(3, log);
      release();
      settle();

      assertThat(log.pauses()).containsExactly(3L, 2L);
    }
  }

  @Test
  void theQuestionIsAboutWhatWasHeardUpToThen() {
    var alone = new Log();
    var followed = new Log();
    try (var first = estimator().open();
        var second = estimator().open()) {
      send(first, voice(900, 130));
      first.estimate(1, alone);
      settle();
      send(second, voice(900, 130));
      hold();
      second.estimate(1, followed);
      send(second, voice(700, 210));
      release();
      settle();

      assertThat(followed.answers()).isEqualTo(alone.answers()).hasSize(1);
    }
  }

  @Test
  void audioIsCopiedAndOnlyRead() {
    var fresh = new Log();
    var reused = new Log();
    var voice = voice(900, 130);
    try (var first = estimator().open();
        var second = estimator().open()) {
      send(first, voice);
      first.estimate(1, fresh);
      var frame = new short[FRAME];
      for (int at = 0; at < voice.length; at += FRAME) {
        System.arraycopy(voice, at, frame, 0, FRAME);
        second.audio(frame, FRAME);
        assertThat(frame).isEqualTo(Arrays.copyOfRange(voice, at, at + FRAME));
        Arrays.fill(frame, Short.MAX_VALUE);
      }
      second.estimate(1, reused);
      settle();

      assertThat(reused.answers()).isEqualTo(fresh.answers()).hasSize(1);
    }
  }

  @Test
  void onlyTheNewestSecondsCount() {
    var newest = new Log();
    var all = new Log();
    var window = voice(EndOfTurnEstimator.WINDOW_SECONDS * 1_000, 150);
    try (var first = estimator().open();
        var second = estimator().open()) {
      send(first, window);
      first.estimate(1, newest);
      send(second, voice(5_000, 220));
      send(second, window);
      second.estimate(1, all);
      settle();

      assertThat(all.answers()).isEqualTo(newest.answers()).hasSize(1);
    }
  }

  @Test
  void aNewTurnLeavesOutWhatWasBeforeIt() {
    var alone = new Log();
    var after = new Log();
    var leadIn = voice(EndOfTurnEstimator.LEAD_IN_MS, 170);
    try (var first = estimator().open();
        var second = estimator().open()) {
      send(first, leadIn);
      send(first, voice(900, 130));
      first.estimate(1, alone);
      send(second, voice(2_000, 240));
      send(second, leadIn);
      second.turnStarted();
      send(second, voice(900, 130));
      second.estimate(1, after);
      settle();

      assertThat(after.answers()).isEqualTo(alone.answers()).hasSize(1);
    }
  }

  @Test
  void channelsDoNotHearEachOther() {
    var alone = new Log();
    var beside = new Log();
    var voice = voice(900, 130);
    try (var first = estimator().open();
        var second = estimator().open();
        var third = estimator().open()) {
      send(first, voice);
      first.estimate(1, alone);
      for (int at = 0; at < voice.length; at += FRAME) {
        second.audio(Arrays.copyOfRange(voice, at, at + FRAME), FRAME);
        third.audio(new short[FRAME], FRAME);
      }
      second.estimate(1, beside);
      settle();

      assertThat(beside.answers()).isEqualTo(alone.answers()).hasSize(1);
    }
  }

  @Test
  void closingSilencesAQuestionThatWaits() {
    var log = new Log();
    var channel = estimator().open();
    send(channel, voice(300, 130));
    hold();
    channel.estimate(1, log);
    channel.close();
    release();
    settle();

    assertThat(log.answers()).isEmpty();
  }

  @Test
  void afterClosingAudioAndQuestionsDoNothing() {
    var log = new Log();
    var channel = estimator().open();
    channel.close();
    send(channel, voice(300, 130));
    channel.turnStarted();
    channel.estimate(1, log);
    settle();

    assertThat(log.answers()).isEmpty();
  }

  @Test
  void closingIsIdempotentAndLeavesOtherChannelsAlone() {
    var log = new Log();
    try (var stays = estimator().open()) {
      var goes = estimator().open();
      goes.close();
      goes.close();
      stays.estimate(1, log);
      settle();

      assertThat(log.pauses()).containsExactly(1L);
    }
  }

  @Test
  void openAudioEstimateAndCloseReturnAtOnceWhileTheEstimatorIsBusy() {
    hold();
    long start = System.nanoTime();

    var channel = estimator().open();
    send(channel, voice(300, 130));
    channel.turnStarted();
    channel.estimate(1, new Log());
    channel.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    release();
  }

  /** Sends whole 10 ms frames, as the ear does. */
  protected static void send(EndOfTurnEstimator.Channel channel, short[] samples) {
    var frame = new short[FRAME];
    for (int at = 0; at + FRAME <= samples.length; at += FRAME) {
      System.arraycopy(samples, at, frame, 0, FRAME);
      channel.audio(frame, FRAME);
    }
  }

  /** A voice-like sound of that many ms: a pitch in Hz with harmonics, swelling like syllables. */
  protected static short[] voice(int millis, double pitch) {
    var samples = new short[millis * 16];
    for (int i = 0; i < samples.length; i++) {
      double seconds = i / 16_000.0;
      double sound = 0;
      for (int harmonic = 1; harmonic <= 12; harmonic++) {
        sound += Math.sin(2 * Math.PI * pitch * harmonic * seconds) / harmonic;
      }
      samples[i] = (short) (5_000 * sound * (0.6 + 0.4 * Math.sin(2 * Math.PI * 4 * seconds)));
    }
    return samples;
  }

  /** An answer that was heard. */
  public record Answer(long pause, double probability) {}

  /** A listener that remembers. Thread-safe. */
  public static final class Log implements EndOfTurnEstimator.Listener {
    private final List<Answer> answers = new CopyOnWriteArrayList<>();

    /** Has heard nothing. */
    public Log() {}

    @Override
    public void estimated(long pause, double probability) {
      answers.add(new Answer(pause, probability));
    }

    /** All answers, in order. */
    public List<Answer> answers() {
      return List.copyOf(answers);
    }

    /** The numbers of the answers, in order. */
    public List<Long> pauses() {
      return answers.stream().map(Answer::pause).toList();
    }
  }
}
