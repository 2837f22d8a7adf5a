package io.echosphere.worker.call;

import io.echosphere.domain.audio.AudioFormat;
import java.util.List;

/**
 * How a voice sounds, 10 ms by 10 ms: enough to find the same words again after another trip
 * through codec and network, whatever their loudness. Immutable.
 *
 * @param frames in order
 */
public record VoicePrint(List<Frame> frames) {
  /** What lies so far below the loud level is no good beginning or end of a comparison. */
  private static final double TRIMMED_DB = 15;

  /** Copies the frames. */
  public VoicePrint {
    frames = List.copyOf(frames);
  }

  /**
   * One frame and the one before it.
   *
   * @param at when it was received, in ns, or its place in the recording
   * @param dbfs level of its 10 ms
   * @param shape spectrum in dB without its mean, of length 1; read only
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Frame(long at, double dbfs, float[] shape) {
    /** How much two sounds differ, from 0 (not) to 1 (nothing in common). */
    double differenceTo(Frame other) {
      double product = 0;
      for (int band = 0; band < shape.length; band++) {
        product += shape[band] * other.shape[band];
      }
      return Math.clamp(2.5 * (1 - product), 0, 1);
    }
  }

  /** The print of a clip. */
  public static VoicePrint of(Clip clip) {
    return new VoicePrint(new VoicePrinter(AudioFormat.SPEECH_RATE_HZ).all(clip));
  }

  /** What of it lies between two times, both included. */
  VoicePrint between(long from, long to) {
    return new VoicePrint(
        frames.stream().filter(frame -> frame.at() >= from && frame.at() <= to).toList());
  }

  /** Without what is quiet at its beginning and at its end. */
  VoicePrint trimmed(double loudLevel) {
    int from = 0;
    int to = frames.size();
    while (from < to && frames.get(from).dbfs() < loudLevel - TRIMMED_DB) {
      from++;
    }
    while (to > from && frames.get(to - 1).dbfs() < loudLevel - TRIMMED_DB) {
      to--;
    }
    return new VoicePrint(frames.subList(from, to));
  }

  /** The level that a twentieth of its frames exceed, in dBFS. */
  double loudLevel() {
    double[] levels = frames.stream().mapToDouble(Frame::dbfs).sorted().toArray();
    return levels.length == 0 ? -120 : levels[Math.min(levels.length - 1, levels.length * 19 / 20)];
  }
}
