package io.echosphere.application.speaking;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Speech of two voices, and how loud and how smooth a sound is. */
final class Clips {
  /** A WAV file's header as these clips have it. */
  private static final int HEADER = 44;

  private Clips() {}

  /** A voice that speaks Japanese, 16 kHz. */
  static short[] japanese() {
    return read("voice-ja.wav");
  }

  /** A voice that speaks English, 16 kHz. */
  static short[] english() {
    return read("voice-en.wav");
  }

  private static short[] read(String name) {
    try (var in = Objects.requireNonNull(Clips.class.getResourceAsStream(name))) {
      byte[] file = in.readAllBytes();
      var samples = new short[(file.length - HEADER) / Short.BYTES];
      ByteBuffer.wrap(file, HEADER, file.length - HEADER)
          .order(LITTLE_ENDIAN)
          .asShortBuffer()
          .get(samples);
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same sound, louder or softer. */
  static short[] scaled(short[] samples, double factor) {
    var scaled = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      scaled[i] = (short) Math.round(Math.clamp(samples[i] * factor, -32_767, 32_767));
    }
    return scaled;
  }

  /** Mean level while there is speech, in dBFS. */
  static double level(short[] samples) {
    double power = 0;
    int frames = 0;
    for (int at = 0; at + 160 <= samples.length; at += 160) {
      double frame = 0;
      for (int i = at; i < at + 160; i++) {
        frame += (double) samples[i] * samples[i];
      }
      if (frame / 160 > 184 * 184) {
        power += frame / 160;
        frames++;
      }
    }
    return 10 * Math.log10(power / frames / (32_767.0 * 32_767));
  }

  /** The greatest step from one sample to the next. */
  static int steepest(short[] samples) {
    int steepest = 0;
    for (int i = 1; i < samples.length; i++) {
      steepest = Math.max(steepest, Math.abs(samples[i] - samples[i - 1]));
    }
    return steepest;
  }
}
