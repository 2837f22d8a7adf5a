package io.echosphere.adapter.smartturn;

import io.echosphere.simulator.audio.WavFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** The signals that {@code agent-adapters/smartturn/make-reference.py} makes, and what it found. */
final class Signals {
  private static final int RATE = 16_000;
  private static final Map<String, short[]> ALL = all();

  private Signals() {}

  /** The signal of that name, at 16 kHz. */
  static short[] named(String name) {
    return Objects.requireNonNull(ALL.get(name), name);
  }

  /** The names of all signals. */
  static Set<String> names() {
    return ALL.keySet();
  }

  private static Map<String, short[]> all() {
    var hello = clip("en-hello");
    var signals = new LinkedHashMap<String, short[]>();
    signals.put("whole", clip("ja-weather"));
    signals.put("cut", Arrays.copyOf(clip("reply03-1"), RATE * 9 / 4));
    signals.put("paused", joined(clip("reply02-3"), new short[3_200]));
    signals.put("long", joined(clip("reply03-2"), clip("reply03-3")));
    signals.put("noisy", sum(hello, noise(hello.length, 40), 0));
    signals.put(
        "hum", sum(noise(SpeechRing.WINDOW, 1_000), tone(SpeechRing.WINDOW, 440, 3_000), 300));
    signals.put("offset", sum(new short[RATE * 3 / 2], tone(RATE * 3 / 2, 150, 8_000), 500));
    signals.put("silence", new short[RATE]);
    return signals;
  }

  /** A clip of the simulator, at 16 kHz. */
  static short[] clip(String name) {
    try {
      return WavFile.parse(resource("/io/echosphere/simulator/clips/" + name + ".wav")).samples();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One after the other. */
  static short[] joined(short[]... parts) {
    var all = new short[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (short[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** Pseudo-random noise of that peak. */
  static short[] noise(int count, int peak) {
    var samples = new short[count];
    long state = 1;
    for (int i = 0; i < count; i++) {
      state = (state * 1_103_515_245 + 12_345) % (1L << 31);
      samples[i] = (short) ((state >> 16) % (2 * peak + 1) - peak);
    }
    return samples;
  }

  /** Both together, of equal length, and a constant. */
  static short[] sum(short[] one, short[] other, int offset) {
    var samples = new short[one.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) Math.clamp(one[i] + other[i] + offset, Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return samples;
  }

  /** Between what the reference model answers when its features change by next to nothing. */
  record Answers(String name, double lowest, double highest) {
    private static Answers parse(String line) {
      int first = line.indexOf(' ');
      int last = line.lastIndexOf(' ');
      return new Answers(
          line.substring(0, first),
          Double.parseDouble(line.substring(first + 1, last)),
          Double.parseDouble(line.substring(last + 1)));
    }
  }

  /** What the reference model answers, for every signal. */
  static List<Answers> answers() throws IOException {
    return new String(resource("reference.probabilities"), StandardCharsets.UTF_8)
        .lines()
        .map(Answers::parse)
        .toList();
  }

  /** The reference features of a signal, frame by frame: those that are {@link #isKept kept}. */
  static double[] features(String name) throws IOException {
    try (var stream = Signals.class.getResourceAsStream(name + ".features.gz")) {
      if (stream == null) {
        throw new FileNotFoundException(name);
      }
      byte[] bytes = new GZIPInputStream(stream).readAllBytes();
      var values = new double[bytes.length / 2];
      for (int i = 0; i < values.length; i++) {
        values[i] = (short) ((bytes[2 * i] & 0xff) | (bytes[2 * i + 1] << 8)) / 10_000.0;
      }
      return values;
    }
  }

  /** Whether the reference holds a frame. */
  static boolean isKept(int frame) {
    return frame % 8 == 0 || frame < 3 || frame >= LogMel.FRAMES - 3;
  }

  static byte[] resource(String name) throws IOException {
    try (var stream = Signals.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new FileNotFoundException(name);
      }
      return stream.readAllBytes();
    }
  }

  private static short[] tone(int count, double hertz, int peak) {
    var samples = new short[count];
    for (int i = 0; i < count; i++) {
      samples[i] = (short) Math.floor(peak * Math.sin(2 * Math.PI * hertz * i / RATE));
    }
    return samples;
  }
}
