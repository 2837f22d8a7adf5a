package io.echosphere.application.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.Decimator;
import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.port.out.RecordingTelemetry;
import io.echosphere.application.port.out.ScriptedSpeechToText;
import io.echosphere.application.port.out.ScriptedVoiceActivityDetector;
import io.echosphere.application.session.Mailbox;
import io.echosphere.application.session.MailboxReader;
import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.domain.speech.SpeechGate;
import io.echosphere.domain.turn.TurnEvent;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HearingTest {
  private static final int VOICE_FRAMES = 60;

  /** What the gate waits for, and more. */
  private static final int SILENT_FRAMES = 50;

  private final ManualTimers timers = new ManualTimers();
  private final RecordingTelemetry telemetry = new RecordingTelemetry();
  private final Mailbox mailbox = new Mailbox(timers);
  private final Hearing hearing =
      new Hearing(
          new Hearing.Parts(
              Decimator::new,
              ScriptedVoiceActivityDetector.byLoudness(),
              new NoEstimator(),
              new ScriptedSpeechToText(),
              new SpeechGate.Settings(0.5f, 64, 192),
              new Transcription.Settings(Finalizing.STABLE, 1_000),
              timers,
              telemetry),
          mailbox,
          telemetry.call("job", "room"));

  @Test
  void speechEndsWhenItWasLastHeard() {
    long end = speak();
    for (int frame = 0; frame < SILENT_FRAMES; frame++) {
      come(0);
      hearing.listen();
    }

    assertThat(endTold()).isBetween(end - 40, end + 40);
  }

  /** As when the processors are busy: the frames have come in time, and wait. */
  @Test
  void anEarThatIsLateTellsTheSameEnd() {
    long end = speak();
    for (int frame = 0; frame < SILENT_FRAMES; frame++) {
      come(0);
    }
    hearing.listen();

    assertThat(endTold()).isBetween(end - 40, end + 40);
  }

  /** Speaks to an ear that keeps up; tells when the voice ended. */
  private long speak() {
    for (int frame = 0; frame < VOICE_FRAMES; frame++) {
      come(3_000);
      hearing.listen();
    }
    return mailbox.millis();
  }

  private void come(int level) {
    timers.advance(Duration.ofMillis(AudioFormat.FRAME_MS));
    var samples = new short[AudioFormat.ROOM_FRAME];
    Arrays.fill(samples, (short) level);
    hearing.frame(samples);
  }

  private long endTold() {
    return MailboxReader.drain(mailbox).stream()
        .map(Mailbox.Timed::event)
        .filter(TurnEvent.SpeechEnded.class::isInstance)
        .map(TurnEvent.SpeechEnded.class::cast)
        .findFirst()
        .orElseThrow()
        .voiceEndedMillis();
  }
}
