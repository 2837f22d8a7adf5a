package io.echosphere.worker.call;

import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.worker.call.VoicePrint.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a print of sound as it comes. Twice 10 ms under a Hann window, in which the power is taken
 * at some frequencies between 150 Hz and 6 kHz, closer together where speech has more to tell.
 * Takes about 0.05 ms a frame. Owned by one thread.
 */
final class VoicePrinter {
  private static final int BANDS = 32;
  private static final long FRAME_NANOS = 10_000_000;
  private static final double LOWEST_HZ = 150;
  private static final double HIGHEST_HZ = 6_000;

  /** What lies further below the loudest band is the codec's noise and tells nothing. */
  private static final double RANGE_DB = 30;

  private final int frame;
  private final float[] window;
  private final float[][] cosines;
  private final float[][] sines;

  /**
   * Makes a printer.
   *
   * @param rateHz samples a second, from 16,000 on
   */
  VoicePrinter(int rateHz) {
    frame = rateHz / 100;
    window = new float[2 * frame];
    cosines = new float[BANDS][2 * frame];
    sines = new float[BANDS][2 * frame];
    for (int band = 0; band < BANDS; band++) {
      double step = 2 * Math.PI * frequency(band) / rateHz;
      for (int n = 0; n < 2 * frame; n++) {
        double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * (n + 0.5) / (2 * frame));
        cosines[band][n] = (float) (hann * Math.cos(step * n));
        sines[band][n] = (float) (hann * Math.sin(step * n));
      }
    }
  }

  /** Takes the next 10 ms. */
  Frame next(short[] samples, long at) {
    System.arraycopy(window, frame, window, 0, frame);
    for (int n = 0; n < frame; n++) {
      window[frame + n] = samples[n];
    }
    var shape = new float[BANDS];
    float loudest = Float.NEGATIVE_INFINITY;
    for (int band = 0; band < BANDS; band++) {
      shape[band] = (float) power(band);
      loudest = Math.max(loudest, shape[band]);
    }
    normalise(shape, loudest - (float) RANGE_DB);
    return new Frame(at, VoiceGate.dbfs(VoiceGate.power(samples, 0, frame)), shape);
  }

  /** A whole clip; the times are places in it. */
  List<Frame> all(Clip clip) {
    var samples = new short[AudioFormat.SPEECH_FRAME];
    List<Frame> frames = new ArrayList<>();
    for (int index = 0; index < clip.frames(); index++) {
      clip.copyFrame(index, samples);
      frames.add(next(samples, index * FRAME_NANOS));
    }
    return frames;
  }

  private double power(int band) {
    float[] cosine = cosines[band];
    float[] sine = sines[band];
    double real = 0;
    double imaginary = 0;
    for (int n = 0; n < window.length; n++) {
      real += cosine[n] * window[n];
      imaginary += sine[n] * window[n];
    }
    return 10 * Math.log10(1 + real * real + imaginary * imaginary);
  }

  private static void normalise(float[] shape, float floor) {
    double mean = 0;
    for (int band = 0; band < BANDS; band++) {
      shape[band] = Math.max(shape[band], floor);
      mean += shape[band] / BANDS;
    }
    double squares = 0;
    for (int band = 0; band < BANDS; band++) {
      shape[band] -= (float) mean;
      squares += shape[band] * shape[band];
    }
    double length = Math.sqrt(Math.max(squares, 1e-9));
    for (int band = 0; band < BANDS; band++) {
      shape[band] /= (float) length;
    }
  }

  /** Evenly spaced on the mel scale. */
  private static double frequency(int band) {
    double low = mel(LOWEST_HZ);
    double at = low + (mel(HIGHEST_HZ) - low) * band / (BANDS - 1);
    return 700 * (Math.pow(10, at / 2_595) - 1);
  }

  private static double mel(double hz) {
    return 2_595 * Math.log10(1 + hz / 700);
  }
}
