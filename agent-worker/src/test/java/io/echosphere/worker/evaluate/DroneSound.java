package io.echosphere.worker.evaluate;

import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.simulator.corpus.NoiseBed;
import java.util.Random;
import java.util.function.DoubleSupplier;

/** Loud sound without a word in it; the same on every run. Pure. */
enum DroneSound {
  /** White noise at −20 dB of full scale. */
  WHITE_NOISE {
    @Override
    DoubleSupplier source() {
      var random = new Random(7);
      return () -> 0.1 * random.nextGaussian();
    }
  },
  /** A street as loud as speech. */
  STREET {
    @Override
    DoubleSupplier source() {
      return NoiseBed.below(NoiseBed.Type.STREET, 0, 7)::next;
    }
  },
  /** Three voices of plucked notes, four a second. */
  MUSIC {
    @Override
    DoubleSupplier source() {
      int[] melody = {0, 4, 7, 12, 9, 7, 4, 2, 0, 5, 9, 12, 7, 11, 14, 7};
      return new DoubleSupplier() {
        private int at;

        @Override
        public double getAsDouble() {
          double seconds = (double) at++ / RATE;
          int note = (int) (seconds * 4);
          double fade = Math.exp(-5 * (seconds * 4 - note) / 4);
          int step = melody[note % melody.length];
          return 0.1
              * fade
              * (tone(seconds, step)
                  + tone(seconds, step + 7)
                  + tone(seconds, melody[note / 4 % melody.length] - 12));
        }
      };
    }
  },
  /** The keys of a telephone, one after another. */
  DTMF {
    @Override
    DoubleSupplier source() {
      int[] rows = {697, 770, 852, 941};
      int[] columns = {1_209, 1_336, 1_477};
      return new DoubleSupplier() {
        private int at;

        @Override
        public double getAsDouble() {
          double seconds = (double) at++ / RATE;
          int key = (int) (seconds * 5);
          if (seconds * 5 - key >= 0.5) {
            return 0;
          }
          return 0.15 * Math.sin(2 * Math.PI * rows[key % 4] * seconds)
              + 0.15 * Math.sin(2 * Math.PI * columns[key % 3] * seconds);
        }
      };
    }
  };

  private static final int RATE = AudioFormat.SPEECH_RATE_HZ;
  private static final double MIDDLE_C_HZ = 261.63;

  abstract DoubleSupplier source();

  /** So many seconds of it at 16 kHz. */
  short[] samples(int seconds) {
    var source = source();
    short[] samples = new short[seconds * RATE];
    for (int i = 0; i < samples.length; i++) {
      double sample = Math.clamp(source.getAsDouble(), -1, 1);
      samples[i] = (short) Math.round(sample * Short.MAX_VALUE);
    }
    return samples;
  }

  private static double tone(double seconds, int semitones) {
    double hertz = MIDDLE_C_HZ * Math.pow(2, semitones / 12.0);
    double phase = 2 * Math.PI * hertz * seconds;
    return Math.sin(phase) + 0.4 * Math.sin(2 * phase) + 0.2 * Math.sin(3 * phase);
  }
}
