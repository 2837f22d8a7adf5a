package io.echosphere.application.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Streams that stand, take sound and say nothing. */
class SilentStreamTest extends TranscriptionFixture {
  /** The stream stood, took every frame, and the caller was never answered. */
  @Test
  void aStreamThatHasNoWordsForSpeechIsReplacedAndTheNextHearsAllOfIt() {
    var transcription = transcription(Finalizing.STABLE);
    speak(transcription, 1);
    transcription.speechStarted();

    passInTime(transcription, 502);

    assertThat(recogniser.streams()).hasSize(2);
    assertThat(recogniser.streams().getFirst().isClosed()).isTrue();
    assertThat(heard(1)).startsWith(counted(100));
    assertThat(call.failures()).hasSize(1);
    assertThat(told).isEmpty();
  }

  @Test
  void speechThatHasEndedIsWaitedForToo() {
    var transcription = transcription(Finalizing.STABLE);
    transcription.speechStarted();
    passInTime(transcription, 160);
    transcription.speechEnded();

    passInTime(transcription, 345);

    assertThat(recogniser.streams()).hasSize(2);
    assertThat(heard(1)).startsWith(counted(160));
  }

  /** The turn would else end without the words that it still lacks. */
  @Test
  void aStreamThatFallsSilentWithinATurnIsReplacedAtItsEndAndTheNextHearsTheTurn() {
    var transcription = oneThatHasWords(Finalizing.STABLE);
    passInTime(transcription, 160);
    assertThat(recogniser.streams()).hasSize(1);
    transcription.speechEnded();

    passInTime(transcription, 1);

    assertThat(recogniser.streams()).hasSize(2);
    assertThat(heard(1)).startsWith(counted(260)).endsWith(new short[16_000]);
    assertThat(told).containsExactly("TranscriptHeard", "TranscriptWithdrawn");
  }

  @Test
  void soIsOneThatWouldHaveBeenEndedThere() {
    var transcription = oneThatHasWords(Finalizing.VAD);
    passInTime(transcription, 160);
    transcription.speechEnded();

    passInTime(transcription, 1);

    assertThat(recogniser.streams()).hasSize(2);
    assertThat(heard(1)).startsWith(counted(260));
    assertThat(recogniser.last().isFinished()).isTrue();
  }

  @Test
  void whileTheCallerSpeaksOnItIsReplacedTwoAndAHalfSecondsAfterItsLastWord() {
    var transcription = oneThatHasWords(Finalizing.STABLE);

    passInTime(transcription, 252);

    assertThat(recogniser.streams()).hasSize(2);
    assertThat(heard(1)).startsWith(counted(300));
  }

  /** The turn was answered by the words that had come, and the next one was never heard. */
  @Test
  void itIsReplacedAlsoWhenTheTurnIsAnsweredBefore() {
    var transcription = oneThatHasWords(Finalizing.STABLE);
    passInTime(transcription, 100);
    transcription.speechEnded();
    passInTime(transcription, 80);
    transcription.turnTaken();
    transcription.speechStarted();
    passInTime(transcription, 60);
    transcription.speechEnded();

    passInTime(transcription, 20);

    assertThat(recogniser.streams()).hasSize(2);
    assertThat(told).containsExactly("TranscriptHeard");
  }

  /** A laugh after a sentence may well last so long. */
  @Test
  void soundWithoutWordsAfterATurnThatWasAnsweredEndsNothing() {
    var transcription = oneThatHasWords(Finalizing.STABLE);
    transcription.speechEnded();
    transcription.turnTaken();
    passInTime(transcription, 300);
    transcription.speechStarted();
    passInTime(transcription, 170);
    transcription.speechEnded();

    passInTime(transcription, 20);

    assertThat(recogniser.streams()).hasSize(1);
  }

  @Test
  void aStreamThatSaysAnythingIsKept() {
    var transcription = transcription(Finalizing.STABLE);
    transcription.speechStarted();
    for (int i = 0; i < 10; i++) {
      passInTime(transcription, 200);
      recogniser.last().partial("こん");
    }

    assertThat(recogniser.streams()).hasSize(1);
  }

  @Test
  void aShortSoundNeedsNoWords() {
    var transcription = transcription(Finalizing.STABLE);
    transcription.speechStarted();
    passInTime(transcription, 140);
    transcription.speechEnded();

    passInTime(transcription, 6_000);

    assertThat(recogniser.streams()).hasSize(1);
  }

  /** Music sounds like speech and has no words: streams are paid for, each for 15 s at least. */
  @Test
  void soundThatNeverHasWordsCostsFewStreams() {
    var transcription = transcription(Finalizing.STABLE);
    transcription.speechStarted();

    passInTime(transcription, 30_000);

    assertThat(recogniser.streams()).hasSizeBetween(5, 8);
  }

  /** The caller has spoken for a second and speaks on; the newest words have just come. */
  private Transcription oneThatHasWords(Finalizing finalizing) {
    var transcription = transcription(finalizing);
    transcription.speechStarted();
    passInTime(transcription, 100);
    recogniser.last().partial("こん");
    return transcription;
  }
}
