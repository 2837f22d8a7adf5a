package io.echosphere.application.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.Telemetry.Amount;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Which stream hears what, and that no sound is lost or heard twice between two of them. */
class TranscriptionTest extends TranscriptionFixture {
  @Test
  void silenceIsSentAheadWhenTheCallerStops() {
    var transcription = transcription(Finalizing.STABLE);
    speak(transcription, 50);

    transcription.speechEnded();

    assertThat(heard(0)).hasSize(50 * FRAME + 16_000).endsWith(new short[16_000]);
  }

  @Test
  void aServiceThatDecidesByItselfIsSentWhatTheCallerSent() {
    var transcription = transcription(Finalizing.SERVICE);
    speak(transcription, 50);

    transcription.speechEnded();

    assertThat(heard(0)).hasSize(50 * FRAME);
    assertThat(recogniser.streams()).hasSize(1);
  }

  @Test
  void aStreamThatIsEndedAtEachPauseIsFollowedByOneThatHearsTheRest() {
    var transcription = transcription(Finalizing.VAD);
    speak(transcription, 50);
    transcription.speechEnded();
    pass(transcription, 30);
    assertThat(recogniser.streams()).hasSize(1);

    speak(transcription, 20);

    assertThat(recogniser.streams()).hasSize(2);
    assertThat(recogniser.streams().getFirst().isFinished()).isTrue();
    assertThat(joined(heard(0), heard(1))).isEqualTo(counted(100));
  }

  @Test
  void theLastWordsOfAStreamThatWasEndedStand() {
    var transcription = transcription(Finalizing.VAD);
    speak(transcription, 50);
    transcription.speechEnded();
    var ended = recogniser.streams().getFirst();
    speak(transcription, 20);

    ended.heard("こんにちは。");
    ended.end();
    pass(transcription, 5);

    assertThat(told).containsExactly("TranscriptHeard");
    assertThat(heard(1)).hasSize(25 * FRAME);
  }

  /** A sound without words takes no turn: the silence after it is not worth a stream's time. */
  @Test
  void theSilenceBetweenTwoStreamsIsNotHeardAgain() {
    var transcription = transcription(Finalizing.VAD);
    speak(transcription, 50);
    transcription.speechEnded();
    pass(transcription, 500);

    speak(transcription, 20);

    assertThat(heard(1)).hasSize((30 + 20) * FRAME);
  }

  /**
   * The caller was heard to the end of their sentence and got no answer before they spoke again.
   */
  @Test
  void aStreamThatBreaksAtTheEndOfSpeechIsHeardAgainWithoutMoreSpeech() {
    var transcription = transcription(Finalizing.VAD);
    speak(transcription, 50);
    recogniser.last().partial("こん");
    recogniser.last().fail(new Failure(FailureKind.UNAVAILABLE, "reset"));
    transcription.speechEnded();

    pass(transcription, 2);

    assertThat(told).containsExactly("TranscriptHeard", "TranscriptWithdrawn");
    assertThat(recogniser.streams()).hasSize(2);
    assertThat(heard(1)).startsWith(counted(50));
    assertThat(recogniser.last().isFinished()).isTrue();
  }

  @Test
  void aStreamThatBreaksBeforeItsLastWordIsHeardAgain() {
    var transcription = transcription(Finalizing.VAD);
    speak(transcription, 50);
    recogniser.last().partial("こん");
    transcription.speechEnded();
    pass(transcription, 10);
    recogniser.last().fail(new Failure(FailureKind.UNAVAILABLE, "reset"));

    pass(transcription, 2);
    recogniser.last().heard("こんにちは。");
    recogniser.last().end();
    pass(transcription, 50);

    assertThat(told).containsExactly("TranscriptHeard", "TranscriptWithdrawn", "TranscriptHeard");
    assertThat(recogniser.streams()).hasSize(2);
    assertThat(heard(1)).startsWith(counted(50));
    assertThat(recogniser.last().isFinished()).isTrue();
  }

  @Test
  void aStreamThatBreaksAfterItsLastWordIsNotHeardAgain() {
    var transcription = transcription(Finalizing.VAD);
    speak(transcription, 50);
    transcription.speechEnded();
    recogniser.last().heard("こんにちは。");
    recogniser.last().fail(new Failure(FailureKind.UNAVAILABLE, "reset"));

    pass(transcription, 50);

    assertThat(told).containsExactly("TranscriptHeard");
    assertThat(recogniser.streams()).hasSize(1);
  }

  @Test
  void wordsThatBelongToATurnStandHoweverTheirStreamEnds() {
    var transcription = transcription(Finalizing.VAD);
    speak(transcription, 50);
    recogniser.last().partial("こんにちは。");
    transcription.speechEnded();
    transcription.turnTaken();
    pass(transcription, 1);
    recogniser.last().fail(new Failure(FailureKind.TIMEOUT, "no end of the stream"));

    pass(transcription, 50);

    assertThat(told).containsExactly("TranscriptHeard");
    assertThat(recogniser.streams()).hasSize(1);
  }

  /**
   * While others use all streams a caller is kept waiting, heard late, and not troubled at once.
   */
  @Test
  void aStreamThatCannotBeHadYetIsWaitedForAndHearsAllThatWasSaid() {
    var crowded = new Failure(FailureKind.THROTTLED, "the process's quota is used up");
    recogniser.fail(crowded).fail(crowded).fail(crowded);
    var transcription = transcription(Finalizing.VAD);
    speak(transcription, 50);
    transcription.speechEnded();

    passInTime(transcription, 200);

    assertThat(told).isEmpty();
    assertThat(recogniser.streams()).hasSize(4);
    assertThat(heard(3)).startsWith(counted(50));
    assertThat(recogniser.last().isFinished()).isTrue();
  }

  /** The caller paused in their sentence, and what they said after it was never heard. */
  @Test
  void aTurnThatEndsMeanwhileDoesNotTakeWhatNoStreamHasHeard() {
    var crowded = new Failure(FailureKind.THROTTLED, "the process's quota is used up");
    var transcription = transcription(Finalizing.VAD);
    speak(transcription, 50);
    transcription.speechEnded();
    recogniser.last().heard("こんにちは、");
    recogniser.last().end();
    recogniser.fail(crowded).fail(crowded);
    speak(transcription, 50);
    transcription.speechEnded();
    pass(transcription, 10);

    transcription.turnTaken();
    passInTime(transcription, 100);

    assertThat(recogniser.streams()).hasSize(4);
    assertThat(joined(heard(0), Arrays.copyOf(heard(3), 50 * FRAME))).isEqualTo(counted(100));
    assertThat(recogniser.last().isFinished()).isTrue();
  }

  @Test
  void whoCannotGetAStreamForFourSecondsIsToldSo() {
    var crowded = new Failure(FailureKind.THROTTLED, "the process's quota is used up");
    for (int i = 0; i < 5; i++) {
      recogniser.fail(crowded);
    }
    var transcription = transcription(Finalizing.STABLE);

    passInTime(transcription, 370);
    assertThat(told).isEmpty();

    passInTime(transcription, 20);
    assertThat(told).containsExactly("TranscriptionFailed");
  }

  @Test
  void whatABrokenStreamHadHeardOfTheTurnIsHeardAgainAndTakenBack() {
    var transcription = transcription(Finalizing.STABLE);
    pass(transcription, 100);
    speak(transcription, 50);
    recogniser.last().partial("こん");

    recogniser.last().fail(new Failure(FailureKind.UNAVAILABLE, "reset"));
    pass(transcription, 1);

    assertThat(told).containsExactly("TranscriptHeard", "TranscriptWithdrawn");
    assertThat(heard(1)).hasSize((30 + 51) * FRAME);
  }

  @Test
  void aStreamIsCountedWithFifteenSecondsAtLeast() {
    var transcription = transcription(Finalizing.VAD);
    speak(transcription, 50);
    transcription.speechEnded();
    speak(transcription, 2_000);
    transcription.close();

    assertThat(call.used(Amount.STT_SECONDS)).isEqualTo(15 + 20);
  }

  @Test
  void anOldStreamIsReplacedBetweenTwoTurnsAndLosesNothing() {
    var transcription = transcription(Finalizing.STABLE);
    speak(transcription, 50);
    recogniser.last().heard("こんにちは。");
    transcription.speechEnded();
    timers.advance(Duration.ofHours(4));
    pass(transcription, 10);
    assertThat(recogniser.streams()).as("the turn still needs its words").hasSize(1);

    transcription.turnTaken();
    pass(transcription, 10);
    speak(transcription, 20);

    assertThat(recogniser.streams()).hasSize(2);
    assertThat(recogniser.streams().getFirst().isClosed()).isTrue();
    var sent = Arrays.copyOf(heard(0), 50 * FRAME);
    var silent = Arrays.copyOfRange(heard(0), 50 * FRAME + 16_000, heard(0).length);
    assertThat(joined(joined(sent, silent), heard(1))).isEqualTo(counted(90));
    assertThat(told).containsExactly("TranscriptHeard");
  }

  @Test
  void anOldStreamIsKeptWhileTheCallerSpeaks() {
    var transcription = transcription(Finalizing.STABLE);
    transcription.turnTaken();
    speak(transcription, 5);
    timers.advance(Duration.ofHours(4));
    recogniser.last().partial("こん");
    pass(transcription, 20);

    assertThat(recogniser.streams()).hasSize(1);
  }
}
