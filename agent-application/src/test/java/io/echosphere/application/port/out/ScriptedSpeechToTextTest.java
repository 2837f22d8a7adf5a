package io.echosphere.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.speech.Language;
import io.echosphere.domain.speech.Transcript;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ScriptedSpeechToTextTest extends SpeechToTextContract {
  private static final Failure REFUSED = new Failure(FailureKind.REJECTED, "scripted: refused");
  private final ScriptedSpeechToText recogniser = new ScriptedSpeechToText();

  @Override
  protected SpeechToText hearing() {
    return recogniser.onFinish("こんにちは。").onFinish("こんにちは。");
  }

  @Override
  protected SpeechToText stalling() {
    return recogniser;
  }

  @Override
  protected SpeechToText refusing() {
    return recogniser.fail(REFUSED);
  }

  @Override
  protected short[] speech() {
    short[] samples = new short[1_600];
    Arrays.fill(samples, (short) 7);
    return samples;
  }

  @Override
  protected String words() {
    return "こんにちは";
  }

  @Override
  protected void awaitSamplesUpstream(int atLeast) {
    assertThat(recogniser.last().samples()).hasSizeGreaterThanOrEqualTo(atLeast);
  }

  @Override
  protected void awaitClosedUpstream() {
    assertThat(recogniser.last().isClosed()).isTrue();
  }

  @Test
  void aTestPushesTranscriptsByHand() {
    var log = new Log();
    var stream = recogniser.in(Language.ENGLISH).open(log);
    send(stream, speech());

    recogniser.last().partial("hell");
    recogniser.last().partial("hello there", 5);
    recogniser.last().heard("Hello there.");
    recogniser.last().end();

    assertThat(log.awaitTranscripts())
        .containsExactly(
            new Transcript("segment-0", "hell", 0, false, Language.ENGLISH),
            new Transcript("segment-0", "hello there", 5, false, Language.ENGLISH),
            new Transcript("segment-0", "Hello there.", 12, true, Language.ENGLISH));
    assertThat(recogniser.last().samples()).isEqualTo(speech());
  }
}
