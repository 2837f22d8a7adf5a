package io.echosphere.worker.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.worker.call.CallNews.Comparison;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reply that was held, against the same reply undisturbed. */
class AlignmentTest {
  private static final int MILLI = AudioFormat.SPEECH_RATE_HZ / 1_000;

  /** Where a quarter of a second of it is voiced throughout. */
  private static final int VOICED = 1_790;

  private static final short[] REPLY = Sounds.samples(Sounds.speech16());

  /** In the middle of a word, before a pause, in it and after it. */
  @ParameterizedTest
  @ValueSource(ints = {450, 640, 750, 1_000, 1_300, 1_900})
  void aHoldTakesNothingAwayAndAddsNothing(int at) {
    Comparison found = compare(held(at, 0, 437)).orElseThrow();

    assertThat(found.lostMillis()).isLessThan(25);
    assertThat(found.repeatedMillis()).isLessThan(25);
    assertThat(found.heldMillis()).isBetween(390.0, 480.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 120, 240})
  void whatIsMissingIsFound(int skipped) {
    Comparison found = compare(held(VOICED, skipped, 400)).orElseThrow();

    assertThat(found.lostMillis()).isBetween(skipped - 30.0, skipped + 30.0);
    assertThat(found.lostMillis()).isGreaterThan(30);
    assertThat(found.repeatedMillis()).isLessThan(25);
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 120, 240})
  void whatCameTwiceIsFound(int repeated) {
    Comparison found = compare(held(VOICED + repeated, -repeated, 400)).orElseThrow();

    assertThat(found.repeatedMillis()).isBetween(repeated - 30.0, repeated + 30.0);
    assertThat(found.repeatedMillis()).isGreaterThan(30);
    assertThat(found.lostMillis()).isLessThan(25);
  }

  /** A jitter buffer that catches up: six times 10 ms, never two at one place. */
  @Test
  void whatAJitterBufferDropsIsNoLoss() {
    short[] received = REPLY;
    for (int at = 2_100; at > 600; at -= 250) {
      received = without(received, at, 10);
    }

    Comparison found = compare(received).orElseThrow();

    assertThat(found.lostMillis()).isLessThan(25);
    assertThat(found.repeatedMillis()).isLessThan(25);
  }

  @Test
  void noiseAndAnotherLoudnessDoNotMatter() {
    var random = new Random(7);
    short[] received = held(1_300, 0, 400);
    for (int index = 0; index < received.length; index++) {
      received[index] = (short) (0.25 * received[index] + 10 * random.nextGaussian());
    }

    Comparison found = compare(received).orElseThrow();

    assertThat(found.lostMillis()).isLessThan(30);
    assertThat(found.repeatedMillis()).isLessThan(30);
  }

  @Test
  void otherWordsAreNotCompared() {
    short[] backwards = new short[REPLY.length];
    for (int index = 0; index < REPLY.length; index++) {
      backwards[index] = REPLY[REPLY.length - 1 - index];
    }

    assertThat(compare(backwards)).isEmpty();
    assertThat(compare(Sounds.tone(AudioFormat.SPEECH_RATE_HZ, 300, 2_000))).isEmpty();
  }

  private static Optional<Comparison> compare(short[] received) {
    // A trip through a network shifts frames by a part of their length.
    VoicePrint heard = print(Arrays.copyOfRange(received, 4 * MILLI, received.length));
    double level = heard.loudLevel();
    return Alignment.of(heard.trimmed(level), print(REPLY), level);
  }

  /** The reply, held for a time at a place, and gone on with after some of it was left out. */
  private static short[] held(int atMillis, int skippedMillis, int heldMillis) {
    int at = atMillis * MILLI;
    int on = (atMillis + skippedMillis) * MILLI;
    int hold = heldMillis * MILLI;
    short[] held = new short[at + hold + REPLY.length - on];
    System.arraycopy(REPLY, 0, held, 0, at);
    for (int faded = 0; faded < 10 * MILLI; faded++) {
      held[at + faded] = (short) (REPLY[at + faded] * (1 - faded / (10.0 * MILLI)));
    }
    System.arraycopy(REPLY, on, held, at + hold, REPLY.length - on);
    return held;
  }

  private static short[] without(short[] samples, int atMillis, int skippedMillis) {
    int at = atMillis * MILLI;
    int on = (atMillis + skippedMillis) * MILLI;
    short[] rest = Arrays.copyOf(samples, at + samples.length - on);
    System.arraycopy(samples, on, rest, at, samples.length - on);
    return rest;
  }

  private static VoicePrint print(short[] samples) {
    try {
      return VoicePrint.of(Clip.of("received", samples));
    } catch (Clip.UnusableClip e) {
      throw new AssertionError(e);
    }
  }
}
