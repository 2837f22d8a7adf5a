package io.echosphere.simulator.corpus;

import io.echosphere.simulator.audio.Resampler;
import io.echosphere.simulator.audio.WavFile;
import io.echosphere.simulator.hearing.Clip;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads the recordings that Debian's packages brought. Keeps no state. */
final class Recordings {
  /** Of the files that oggdec writes; channels and rate stand at 22 and 24. */
  private static final int WAV_HEADER = 44;

  private Recordings() {}

  /** A labelled recording at 16 kHz; {@code name} begins with the package's short name. */
  static short[] read(String name) throws IOException, InterruptedException {
    Path file = find(name);
    if (name.endsWith(".raw")) {
      return pcm(Files.readAllBytes(file), 1);
    }
    if (name.endsWith(".oga")) {
      return ogg(file);
    }
    var wav = WavFile.parse(Files.readAllBytes(file));
    return Resampler.convert(wav.samples(), wav.sampleRateHz(), Clip.SAMPLE_RATE_HZ);
  }

  /** Where a recording lies, whether it is there or not. */
  static Path find(String name) {
    int slash = name.indexOf('/');
    String rest = name.substring(slash + 1);
    String folder =
        switch (name.substring(0, slash)) {
          case "pocketsphinx" -> "/usr/share/pocketsphinx/test/data";
          case "asterisk" ->
              rest.startsWith("macroform") || rest.startsWith("manolo") || rest.startsWith("reno")
                  ? "/usr/share/asterisk/moh"
                  : "/usr/share/asterisk/sounds/en_US_f_Allison";
          case "freedesktop" -> "/usr/share/sounds/freedesktop/stereo";
          default -> throw new IllegalArgumentException("no recordings of '" + name + "'");
        };
    return Path.of(folder, rest);
  }

  private static short[] ogg(Path file) throws IOException, InterruptedException {
    Path wav = Files.createTempFile("corpus", ".wav");
    try {
      Commands.run(List.of("oggdec", "-Q", "-o", wav.toString(), file.toString()), "");
      byte[] bytes = Files.readAllBytes(wav);
      var header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      byte[] data = Arrays.copyOfRange(bytes, WAV_HEADER, bytes.length);
      return Resampler.convert(
          pcm(data, header.getShort(22)), header.getInt(24), Clip.SAMPLE_RATE_HZ);
    } finally {
      Files.deleteIfExists(wav);
    }
  }

  private static short[] pcm(byte[] bytes, int channels) {
    var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    short[] samples = new short[in.remaining() / channels];
    for (int i = 0; i < samples.length; i++) {
      int sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        sum += in.get();
      }
      samples[i] = (short) (sum / channels);
    }
    return samples;
  }
}
