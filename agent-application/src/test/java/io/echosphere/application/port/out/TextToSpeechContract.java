package io.echosphere.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.TextToSpeech.Urgency;
import io.echosphere.application.port.out.TextToSpeech.Utterance;
import io.echosphere.domain.speech.Language;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link TextToSpeech} promises: one test for each sentence of the port. */
public abstract class TextToSpeechContract {
  /** Something any voice can say. */
  protected static final Utterance UTTERANCE =
      new Utterance("こんにちは。お元気ですか。", Language.JAPANESE, Urgency.FIRST_CLAUSE);

  /** A voice that speaks. */
  protected abstract TextToSpeech speaking();

  /** A voice whose next call sounds for a moment, and then neither goes on nor ends. */
  protected abstract TextToSpeech stallingAfterSomeSound();

  /** A voice that refuses its next call. */
  protected abstract TextToSpeech refusing();

  /** Waits until the service has seen the newest call closed; fails the test if it does not. */
  protected abstract void awaitClosedUpstream();

  @Test
  void anUtteranceSounds() {
    int samples = say(speaking(), UTTERANCE).awaitSamples().length;

    assertThat(samples).isBetween(16_000 / 4, 16_000 * 20);
  }

  @Test
  void theSoundIsLoudEnoughToHear() {
    short[] samples = say(speaking(), UTTERANCE).awaitSamples();

    assertThat(IntStream.range(0, samples.length).map(i -> Math.abs(samples[i])).max().orElse(0))
        .isGreaterThan(1_000);
  }

  @Test
  void everyPieceHoldsAtLeastOneSample() {
    assertThat(say(speaking(), UTTERANCE).heard.awaitFinished())
        .isNotEmpty()
        .noneMatch(piece -> piece.length == 0);
  }

  @Test
  void theSamplesAreTheListenersToKeep() {
    var voice = speaking();
    var log = say(voice, UTTERANCE);
    short[] before = log.awaitSamples();

    say(voice, UTTERANCE).awaitSamples();

    assertThat(log.awaitSamples()).isEqualTo(before);
  }

  @Test
  void synthesizeReturnsAtOnceAndBeforeTheEnd() {
    var voice = stallingAfterSomeSound();
    var log = new Log();
    long start = System.nanoTime();

    Cancellable call = voice.synthesize(UTTERANCE, log);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(log.heard.isOver()).isFalse();
    call.cancel();
  }

  @Test
  void soundArrivesWhileTheRestIsStillBeingMade() {
    var log = new Log();

    Cancellable call = stallingAfterSomeSound().synthesize(UTTERANCE, log);

    log.heard.awaitFirst();
    assertThat(log.heard.isOver()).isFalse();
    call.cancel();
  }

  @Test
  void aRefusedCallFailsOnceAndHearsNothingElse() {
    var log = say(refusing(), UTTERANCE);

    assertThat(log.heard.awaitFailed().kind()).isEqualTo(FailureKind.REJECTED);
    assertThat(log.heard.events()).isEmpty();
  }

  @Test
  void aFailureCarriesNoneOfTheWords() {
    assertThat(say(refusing(), UTTERANCE).heard.awaitFailed().detail()).doesNotContain("元気");
  }

  @Test
  void cancellingSilencesTheListenerAndClosesTheCallUpstream() {
    var log = new Log();
    Cancellable call = stallingAfterSomeSound().synthesize(UTTERANCE, log);
    log.heard.awaitFirst();

    call.cancel();

    int calls = log.heard.calls();
    awaitClosedUpstream();
    assertThat(log.heard.calls()).isEqualTo(calls);
    assertThat(log.heard.isOver()).isFalse();
  }

  @Test
  void cancellingAgainOrAfterTheEndDoesNothing() {
    var log = new Log();
    Cancellable call = speaking().synthesize(UTTERANCE, log);
    log.heard.awaitFinished();

    call.cancel();
    call.cancel();

    log.heard.assertKept();
  }

  @Test
  void callsMadeAtOnceAreAllAnswered() {
    var voice = speaking();

    var logs =
        Stream.of(Urgency.SPECULATION, Urgency.LOOK_AHEAD, Urgency.FIRST_CLAUSE)
            .map(urgency -> new Utterance("今日はいい天気です。", Language.JAPANESE, urgency))
            .map(utterance -> say(voice, utterance))
            .toList();

    for (var log : logs) {
      assertThat(log.awaitSamples()).isNotEmpty();
    }
  }

  private static Log say(TextToSpeech voice, Utterance utterance) {
    var log = new Log();
    voice.synthesize(utterance, log);
    return log;
  }

  /** A listener that remembers. */
  public static final class Log implements TextToSpeech.Listener {
    final CallLog<short[]> heard = new CallLog<>();

    /** Has heard nothing. */
    public Log() {}

    @Override
    public void audio(short[] samples) {
      heard.event(samples);
    }

    @Override
    public void finished() {
      heard.end(Optional.empty());
    }

    @Override
    public void failed(Failure failure) {
      heard.end(Optional.of(failure));
    }

    /** The failure that was the last call; waits for it. */
    public Failure awaitFailed() {
      return heard.awaitFailed();
    }

    /** Waits for the first sound. */
    public void awaitFirst() {
      heard.awaitFirst();
    }

    /** Samples heard so far. */
    public int samples() {
      return heard.events().stream().mapToInt(piece -> piece.length).sum();
    }

    /** All the sound; waits for its end. */
    public short[] awaitSamples() {
      return join(heard.awaitFinished());
    }

    private static short[] join(List<short[]> pieces) {
      short[] all = new short[pieces.stream().mapToInt(piece -> piece.length).sum()];
      int position = 0;
      for (short[] piece : pieces) {
        System.arraycopy(piece, 0, all, position, piece.length);
        position += piece.length;
      }
      return all;
    }
  }
}
