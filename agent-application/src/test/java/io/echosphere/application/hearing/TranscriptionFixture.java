package io.echosphere.application.hearing;

import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.port.out.RecordingTelemetry;
import io.echosphere.application.port.out.RecordingTelemetry.RecordedCall;
import io.echosphere.application.port.out.ScriptedSpeechToText;
import io.echosphere.domain.audio.AudioFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A transcription over a scripted recogniser, in virtual time. */
abstract class TranscriptionFixture {
  static final int FRAME = AudioFormat.SPEECH_FRAME;

  final ScriptedSpeechToText recogniser = new ScriptedSpeechToText();
  final ManualTimers timers = new ManualTimers();
  final RecordingTelemetry telemetry = new RecordingTelemetry();
  final RecordedCall call = (RecordedCall) telemetry.call("job", "room");
  final List<String> told = new ArrayList<>();
  short next = 1;

  Transcription transcription(Finalizing finalizing) {
    return new Transcription(
        recogniser,
        new Transcription.Settings(finalizing, 1_000),
        event -> told.add(event.getClass().getSimpleName()),
        timers,
        call);
  }

  void speak(Transcription transcription, int frames) {
    transcription.speechStarted();
    pass(transcription, frames);
  }

  /** Frames whose samples count up, so that each is known again. */
  void pass(Transcription transcription, int frames) {
    for (int i = 0; i < frames; i++) {
      var frame = new short[FRAME];
      Arrays.fill(frame, next++);
      transcription.audio(frame, FRAME);
    }
  }

  void passInTime(Transcription transcription, int frames) {
    for (int i = 0; i < frames; i++) {
      timers.advance(Duration.ofMillis(AudioFormat.FRAME_MS));
      pass(transcription, 1);
    }
  }

  short[] heard(int stream) {
    return recogniser.streams().get(stream).samples();
  }

  static short[] counted(int frames) {
    var samples = new short[frames * FRAME];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (1 + i / FRAME);
    }
    return samples;
  }

  static short[] joined(short[] one, short[] other) {
    var all = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return all;
  }
}
