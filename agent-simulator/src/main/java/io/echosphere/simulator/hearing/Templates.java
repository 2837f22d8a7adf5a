package io.echosphere.simulator.hearing;

import java.util.ArrayList;
import java.util.List;

/**
 * The caller's clips as the ear remembers them: one state for each 20 ms of each clip, one clip
 * after the other. Immutable, shared by all streams.
 */
final class Templates {
  /** Frames this far below the clip's loudest are its pauses, dB. */
  private static final double PAUSE_DB = 32;

  private final List<Clip> clips;
  private final int[] starts;
  private final float[] bands;
  private final boolean[] spoken;
  private final float[] average = new float[Frames.BANDS];

  Templates(List<Clip> clips) {
    this.clips = List.copyOf(clips);
    starts = new int[clips.size() + 1];
    List<float[]> shapes = new ArrayList<>();
    List<Boolean> loud = new ArrayList<>();
    Frames frames = new Frames();
    for (int c = 0; c < clips.size(); c++) {
      starts[c] = shapes.size();
      learn(clips.get(c), frames, shapes, loud);
    }
    starts[clips.size()] = shapes.size();
    spoken = new boolean[shapes.size()];
    int count = 0;
    for (int s = 0; s < spoken.length; s++) {
      spoken[s] = loud.get(s);
      if (spoken[s]) {
        count++;
        for (int b = 0; b < Frames.BANDS; b++) {
          average[b] += shapes.get(s)[b];
        }
      }
    }
    for (int b = 0; b < Frames.BANDS; b++) {
      average[b] /= Math.max(1, count);
    }
    bands = new float[shapes.size() * Frames.BANDS];
    for (int s = 0; s < spoken.length; s++) {
      Frames.normalise(shapes.get(s), average);
      System.arraycopy(shapes.get(s), 0, bands, s * Frames.BANDS, Frames.BANDS);
    }
  }

  private static void learn(Clip clip, Frames frames, List<float[]> shapes, List<Boolean> loud) {
    short[] samples = clip.samples();
    int count = Math.max(1, (samples.length + Frames.HOP - 1) / Frames.HOP);
    float[] padded = new float[count * Frames.HOP + Spectrum.WINDOW];
    for (int i = 0; i < samples.length; i++) {
      padded[i] = samples[i];
    }
    double[] levels = new double[count];
    double loudest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      float[] shape = new float[Frames.BANDS];
      levels[i] = frames.measure(padded, i * Frames.HOP, shape);
      loudest = Math.max(loudest, levels[i]);
      shapes.add(shape);
    }
    for (double level : levels) {
      loud.add(level > loudest - PAUSE_DB);
    }
  }

  /** How many states there are. */
  int size() {
    return spoken.length;
  }

  /** How alike an arriving frame, normalised, is to a state, -1 to 1. */
  float similarity(int state, float[] frame) {
    float sum = 0;
    int at = state * Frames.BANDS;
    for (int b = 0; b < Frames.BANDS; b++) {
      sum += bands[at + b] * frame[b];
    }
    return sum;
  }

  /** Whether something is said in a state, and it is no pause. */
  boolean spoken(int state) {
    return spoken[state];
  }

  /** How many clips there are. */
  int clipCount() {
    return clips.size();
  }

  Clip clip(int index) {
    return clips.get(index);
  }

  /** First state of a clip; of the one after the last: {@link #size}. */
  int start(int clip) {
    return starts[clip];
  }

  /** Which clip a state belongs to. */
  int clipOf(int state) {
    int clip = 0;
    while (starts[clip + 1] <= state) {
      clip++;
    }
    return clip;
  }

  /** What every frame has in common, to be taken out of arriving ones; not to be changed. */
  float[] average() {
    return average;
  }
}
