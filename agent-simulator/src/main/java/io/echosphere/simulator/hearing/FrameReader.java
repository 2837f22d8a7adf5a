package io.echosphere.simulator.hearing;

import io.echosphere.simulator.audio.Resampler;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Turns arriving samples of any rate into measured frames at 16 kHz. Used by one thread. */
final class FrameReader {
  private final Frames frames = new Frames();
  private final float[] average;
  private final @Nullable Resampler resampler;
  private final float[] bands = new float[Frames.BANDS];
  private float[] pending = new float[4_096];
  private int filled;
  private int consumed;
  private long taken;
  private double level;

  FrameReader(int sampleRateHz, float[] average) {
    this.average = average;
    resampler =
        sampleRateHz == Clip.SAMPLE_RATE_HZ
            ? null
            : new Resampler(sampleRateHz, Clip.SAMPLE_RATE_HZ);
  }

  /** Takes samples as they arrive. */
  void add(short[] samples, int length) {
    if (resampler == null) {
      reserve(length);
      for (int i = 0; i < length; i++) {
        pending[filled++] = samples[i];
      }
    } else {
      float[] converted = resampler.process(samples, length);
      reserve(converted.length);
      System.arraycopy(converted, 0, pending, filled, converted.length);
      filled += converted.length;
    }
  }

  /** Moves to the next frame and measures it; false when it has not arrived whole. */
  boolean next() {
    int at = taken == 0 ? 0 : consumed + Frames.HOP;
    if (at + Spectrum.WINDOW > filled) {
      return false;
    }
    consumed = at;
    taken++;
    level = frames.measure(pending, consumed, bands);
    return true;
  }

  /** Level of this frame, dB of full scale. */
  double level() {
    return level;
  }

  /** The shape of this frame, normalised, a new array. */
  float[] shape() {
    float[] shape = bands.clone();
    Frames.normalise(shape, average);
    return shape;
  }

  /** Whether this frame has a pitch. */
  boolean voiced() {
    return frames.voiced();
  }

  /** Where this frame begins, seconds since the stream began. */
  double startSeconds() {
    return (taken - 1) * Frames.HOP_SECONDS;
  }

  /** Copies the samples that this frame has and the next one has not. */
  void copyHop(short[] target, int offset) {
    for (int i = 0; i < Frames.HOP; i++) {
      float sample = pending[consumed + i];
      target[offset + i] = (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
    }
  }

  private void reserve(int more) {
    if (consumed > 0) {
      System.arraycopy(pending, consumed, pending, 0, filled - consumed);
      filled -= consumed;
      consumed = 0;
    }
    if (filled + more > pending.length) {
      pending = Arrays.copyOf(pending, Math.max(2 * pending.length, filled + more));
    }
  }
}
