package io.echosphere.worker.faults;

import io.echosphere.simulator.hearing.Clip;
import java.util.Arrays;

/**
 * A line of a caller's on its way out, in frames of 10 ms at 16 kHz. Written by the clock's thread
 * under the caller's lock.
 */
final class Speech {
  static final int FRAME = 160;
  private static final double VOICED_POWER = Math.pow(10, -45 / 10.0);

  private final String clip;
  private final short[] samples;
  private final int lastVoiced;
  private int next;
  private long voicedUntil;

  Speech(Clip clip) {
    this.clip = clip.id();
    short[] raw = clip.samples();
    this.samples = Arrays.copyOf(raw, (raw.length + FRAME - 1) / FRAME * FRAME);
    int last = 0;
    for (int frame = 0; frame < samples.length / FRAME; frame++) {
      int from = frame * FRAME;
      last = isVoiced(Arrays.copyOfRange(samples, from, from + FRAME)) ? frame : last;
    }
    this.lastVoiced = last;
  }

  /** The clip's name. */
  String clip() {
    return clip;
  }

  /** Copies the next frame; false when there is none. */
  boolean copyNext(short[] frame, long now) {
    if (isSent()) {
      return false;
    }
    System.arraycopy(samples, next * FRAME, frame, 0, FRAME);
    if (next == lastVoiced) {
      voicedUntil = now;
    }
    next++;
    return true;
  }

  boolean isSent() {
    return next * FRAME >= samples.length;
  }

  /** How much of it has been said, 0 to 1. */
  double share() {
    return (double) next / (lastVoiced + 1);
  }

  /** When its last voiced frame was sent; 0 before. */
  long voicedUntil() {
    return voicedUntil;
  }

  /** Whether 10 ms hold voice rather than silence or comfort noise, at any rate of samples. */
  static boolean isVoiced(short[] frame) {
    double sum = 0;
    for (short sample : frame) {
      double value = sample / 32_768.0;
      sum += value * value;
    }
    return sum / frame.length >= VOICED_POWER;
  }
}
