package io.echosphere.worker.call;

import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.worker.call.VoiceGate.Verdict;
import java.util.Arrays;

/**
 * Something the caller says, at 16 kHz, in whole frames of 10 ms. Knows where its voice begins and
 * ends: that is what latencies are measured from. Immutable.
 */
public final class Clip {
  private final String name;
  private final short[] samples;
  private final int firstVoiced;
  private final int lastVoiced;

  private Clip(String name, short[] samples, int firstVoiced, int lastVoiced) {
    this.name = name;
    this.samples = samples;
    this.firstVoiced = firstVoiced;
    this.lastVoiced = lastVoiced;
  }

  /**
   * Makes a clip of samples at 16 kHz.
   *
   * @throws UnusableClip if there is no voice in it
   */
  public static Clip of(String name, short[] samples) throws UnusableClip {
    int frames = (samples.length + AudioFormat.SPEECH_FRAME - 1) / AudioFormat.SPEECH_FRAME;
    short[] whole = Arrays.copyOf(samples, frames * AudioFormat.SPEECH_FRAME);
    var gate = new VoiceGate();
    int first = -1;
    int last = -1;
    for (int frame = 0; frame < frames; frame++) {
      int from = frame * AudioFormat.SPEECH_FRAME;
      Verdict verdict = gate.next(VoiceGate.power(whole, from, AudioFormat.SPEECH_FRAME));
      if (verdict == Verdict.VOICED || verdict == Verdict.VOICED_SINCE_LAST) {
        first = first < 0 ? frame - 1 : first;
        last = frame;
      }
    }
    if (first < 0) {
      throw new UnusableClip(
          name + " holds no voice: all of it is below " + VoiceGate.ON_DBFS + " dBFS");
    }
    return new Clip(name, whole, first, last);
  }

  /** For the report: the file's name. */
  public String name() {
    return name;
  }

  /** Length in frames of 10 ms. */
  int frames() {
    return samples.length / AudioFormat.SPEECH_FRAME;
  }

  /** Index of the first frame with voice. */
  int firstVoiced() {
    return firstVoiced;
  }

  /** Index of the last frame with voice. */
  int lastVoiced() {
    return lastVoiced;
  }

  /** Copies one frame, 160 samples. */
  void copyFrame(int frame, short[] target) {
    System.arraycopy(
        samples, frame * AudioFormat.SPEECH_FRAME, target, 0, AudioFormat.SPEECH_FRAME);
  }

  /** A clip that cannot be used, in words that name it and the fix. */
  public static final class UnusableClip extends Exception {
    UnusableClip(String message) {
      super(message);
    }
  }
}
