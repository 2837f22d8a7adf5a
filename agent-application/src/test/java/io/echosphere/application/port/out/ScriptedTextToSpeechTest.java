package io.echosphere.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ScriptedTextToSpeechTest extends TextToSpeechContract {
  private static final Failure REFUSED = new Failure(FailureKind.REJECTED, "scripted: refused");
  private final ScriptedTextToSpeech voice = new ScriptedTextToSpeech();

  @Override
  protected TextToSpeech speaking() {
    return voice;
  }

  @Override
  protected TextToSpeech stallingAfterSomeSound() {
    voice.byHand();
    return (utterance, listener) -> {
      TextToSpeech.Synthesis call = voice.synthesize(utterance, listener);
      voice.last().audio(20);
      return call;
    };
  }

  @Override
  protected TextToSpeech refusing() {
    return voice.fail(REFUSED, 0);
  }

  @Override
  protected void awaitClosedUpstream() {
    assertThat(voice.last().isCancelled()).isTrue();
  }

  @Test
  void theToneLastsSoManyMillisecondsForEachCharacter() {
    var log = new Log();

    voice.synthesize(UTTERANCE, log);

    int millis = voice.millisOf(UTTERANCE.text());
    assertThat(millis).isEqualTo(100 * UTTERANCE.text().length());
    assertThat(log.awaitSamples()).isEqualTo(ScriptedTextToSpeech.tone(0, 16 * millis));
  }
}
