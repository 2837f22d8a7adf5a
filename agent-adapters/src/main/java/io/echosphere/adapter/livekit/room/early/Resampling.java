package io.echosphere.adapter.livekit.room.early;

import io.echosphere.domain.audio.AudioFormat;
import java.math.BigInteger;
import java.util.Set;

/** Brings sound to the room's rate, by a windowed sinc; once a call, so its table is not kept. */
final class Resampling {
  /** The rates that clients record at; a free choice would let one make our tables huge. */
  private static final Set<Integer> RATES =
      Set.of(8_000, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000);

  /** Input samples on each side of an output sample, at rates up to the room's. */
  private static final int REACH = 16;

  private Resampling() {}

  static boolean knows(int rate) {
    return RATES.contains(rate);
  }

  static short[] toRoomRate(short[] samples, int rate) {
    if (rate == AudioFormat.ROOM_RATE_HZ) {
      return samples;
    }
    int divisor =
        BigInteger.valueOf(rate).gcd(BigInteger.valueOf(AudioFormat.ROOM_RATE_HZ)).intValue();
    int up = AudioFormat.ROOM_RATE_HZ / divisor;
    int down = rate / divisor;
    float[][] table = table(up, Math.min(1, (double) up / down));
    int reach = table[0].length / 2;
    var result = new short[Math.toIntExact((long) samples.length * up / down)];
    for (int i = 0; i < result.length; i++) {
      long position = (long) i * down;
      int base = (int) (position / up) - reach + 1;
      float[] weights = table[(int) (position % up)];
      float sum = 0;
      for (int k = Math.max(0, -base); k < weights.length && base + k < samples.length; k++) {
        sum += weights[k] * samples[base + k];
      }
      result[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum)));
    }
    return result;
  }

  /** The weights of the samples around an output sample, for each place it can have between two. */
  private static float[][] table(int phases, double cutoff) {
    int reach = (int) Math.ceil(REACH / cutoff);
    var table = new float[phases][2 * reach];
    for (int phase = 0; phase < phases; phase++) {
      for (int k = 0; k < 2 * reach; k++) {
        double distance = k - reach + 1 - (double) phase / phases;
        table[phase][k] = (float) (cutoff * sinc(cutoff * distance) * window(distance / reach));
      }
    }
    return table;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double window(double x) {
    return Math.abs(x) >= 1 ? 0 : 0.5 + 0.5 * Math.cos(Math.PI * x);
  }
}
