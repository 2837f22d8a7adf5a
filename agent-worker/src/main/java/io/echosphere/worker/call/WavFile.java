package io.echosphere.worker.call;

import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.worker.call.Clip.UnusableClip;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Reads what a caller says from WAV: 16-bit mono PCM of any usual rate, brought to 16 kHz. */
public final class WavFile {
  private static final int LEAST_RATE_HZ = 8_000;
  private static final int MOST_RATE_HZ = 192_000;

  /** Five minutes at the highest rate; a longer turn is a mistake. */
  private static final int MOST_BYTES = 5 * 60 * MOST_RATE_HZ * 2;

  private WavFile() {}

  /**
   * Reads a file.
   *
   * @throws UnusableClip if there is none or it cannot be used, saying why
   */
  public static Clip read(Path file) throws UnusableClip {
    String name = String.valueOf(file.getFileName());
    if (!Files.isRegularFile(file)) {
      throw new UnusableClip("there is no file " + file + ": name a WAV file");
    }
    try (InputStream stream = Files.newInputStream(file)) {
      return read(name, stream);
    } catch (IOException e) {
      throw new UnusableClip(file + " cannot be read: " + e.getMessage());
    }
  }

  /**
   * Reads a stream.
   *
   * @param name for messages and the report
   * @throws UnusableClip if it cannot be used, saying why
   */
  public static Clip read(String name, InputStream stream) throws UnusableClip, IOException {
    try (AudioInputStream audio =
        AudioSystem.getAudioInputStream(new BufferedInputStream(stream))) {
      var format = audio.getFormat();
      int rate = Math.round(format.getSampleRate());
      if (!format.getEncoding().equals(Encoding.PCM_SIGNED)
          || format.getSampleSizeInBits() != 16
          || format.getChannels() != 1
          || rate < LEAST_RATE_HZ
          || rate > MOST_RATE_HZ) {
        throw new UnusableClip(
            name + " is " + format + ": use 16-bit mono PCM, for example of 16000 Hz");
      }
      byte[] bytes = audio.readNBytes(MOST_BYTES);
      short[] samples = new short[bytes.length / 2];
      var order = format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      ByteBuffer.wrap(bytes).order(order).asShortBuffer().get(samples);
      return Clip.of(name, Resampler.resample(samples, rate, AudioFormat.SPEECH_RATE_HZ));
    } catch (UnsupportedAudioFileException e) {
      throw new UnusableClip(name + " is no WAV file: use 16-bit mono PCM");
    }
  }
}
