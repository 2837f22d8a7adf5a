package io.echosphere.simulator.corpus;

import io.echosphere.simulator.audio.Resampler;
import io.echosphere.simulator.audio.WavFile;
import io.echosphere.simulator.hearing.Clip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes the pieces of a text with the synthesizers of this machine, each text in one go, so that a
 * piece before a pause sounds as one that goes on. Safe for use by many threads; a call blocks.
 */
final class Synthesizers {
  private static final int RATE = Clip.SAMPLE_RATE_HZ;
  private static final String DICTIONARY = "/var/lib/mecab/dic/open-jtalk/naist-jdic";

  /** Longer than any pause that eSpeak makes by itself. */
  private static final int BREAK_MILLIS = 800;

  /** Silence is below the loudest sample divided by this. */
  private static final int QUIET = 100;

  private static final Pattern JTALK_PHONE = Pattern.compile("(\\d+) (\\d+) [^-]*-([^+]+)\\+.*");
  private static final double JTALK_UNIT = 1e7;

  private final Path voices;
  private final Path work;

  /**
   * Prepares a folder.
   *
   * @param work for voices and intermediate files; exists
   */
  Synthesizers(Path work) throws IOException {
    this.work = work;
    this.voices = Files.createDirectories(work.resolve("voices"));
    for (String voice : List.of(Speaker.MEI, Speaker.NITECH)) {
      Files.write(voices.resolve(voice), Labels.bundled("voices/" + voice));
    }
  }

  /** The pieces' sound at 16 kHz; they are spoken as one sentence, in order. */
  List<short[]> speak(Speaker speaker, List<String> pieces, String closing)
      throws IOException, InterruptedException {
    Path wav = Files.createTempFile(work, "speech", ".wav");
    try {
      var gaps =
          switch (speaker.program()) {
            case OPEN_JTALK -> openJtalk(speaker, pieces, closing, wav);
            case FLITE -> flite(speaker, pieces, closing, wav);
            case ESPEAK -> espeak(speaker, pieces, closing, wav);
          };
      var file = WavFile.parse(Files.readAllBytes(wav));
      short[] samples = Resampler.convert(file.samples(), file.sampleRateHz(), RATE);
      if (speaker.program() == Speaker.Program.ESPEAK) {
        gaps = silences(samples);
      }
      if (gaps.size() != pieces.size() - 1) {
        throw new IOException(
            "%s made %d pauses in %s".formatted(speaker.name(), gaps.size(), pieces));
      }
      return cut(samples, gaps);
    } finally {
      Files.deleteIfExists(wav);
    }
  }

  private record Gap(double start, double end) {}

  private List<Gap> openJtalk(Speaker speaker, List<String> pieces, String closing, Path wav)
      throws IOException, InterruptedException {
    Path trace = Files.createTempFile(work, "trace", ".txt");
    try {
      List<String> command = new ArrayList<>(List.of("open_jtalk", "-x", DICTIONARY, "-m"));
      command.add(voices.resolve(speaker.options().getFirst()).toString());
      command.addAll(speaker.options().subList(1, speaker.options().size()));
      command.addAll(List.of("-ow", wav.toString(), "-ot", trace.toString()));
      Commands.run(command, String.join("、", pieces) + closing);
      List<Gap> gaps = new ArrayList<>();
      for (String line : Files.readString(trace).split("\n", -1)) {
        var phone = JTALK_PHONE.matcher(line);
        if (phone.matches() && phone.group(3).equals("pau")) {
          gaps.add(
              new Gap(
                  Long.parseLong(phone.group(1)) / JTALK_UNIT,
                  Long.parseLong(phone.group(2)) / JTALK_UNIT));
        }
      }
      return gaps;
    } finally {
      Files.deleteIfExists(trace);
    }
  }

  private static List<Gap> flite(Speaker speaker, List<String> pieces, String closing, Path wav)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("flite"));
    command.addAll(speaker.options());
    command.addAll(
        List.of("-t", String.join(", ", pieces) + closing, "-psdur", "-o", wav.toString()));
    String[] phones = Commands.run(command, "").strip().split(" ", -1);
    List<Gap> gaps = new ArrayList<>();
    double before = 0;
    for (int i = 0; i < phones.length; i++) {
      double end = Double.parseDouble(phones[i].substring(phones[i].indexOf(':') + 1));
      if (phones[i].startsWith("pau:") && i > 0 && i < phones.length - 1) {
        gaps.add(new Gap(before, end));
      }
      before = end;
    }
    return gaps;
  }

  private static List<Gap> espeak(Speaker speaker, List<String> pieces, String closing, Path wav)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("espeak-ng"));
    command.addAll(speaker.options());
    command.addAll(List.of("-m", "--stdin", "-w", wav.toString()));
    String pause = ", <break time=\"" + BREAK_MILLIS + "ms\"/> ";
    Commands.run(command, "<speak>" + String.join(pause, pieces) + closing + "</speak>");
    return List.of();
  }

  /** The long silences inside of a sound; some voices have an echo, which takes from them. */
  private static List<Gap> silences(short[] samples) {
    List<Gap> gaps = new ArrayList<>();
    int loudest = 0;
    for (short sample : samples) {
      loudest = Math.max(loudest, Math.abs(sample));
    }
    int from = -1;
    boolean begun = false;
    for (int i = 0; i < samples.length; i++) {
      if (Math.abs(samples[i]) > loudest / QUIET) {
        if (begun && from >= 0 && i - from > RATE * BREAK_MILLIS / 2 / 1_000) {
          gaps.add(new Gap((double) from / RATE, (double) i / RATE));
        }
        begun = true;
        from = -1;
      } else if (from < 0) {
        from = i;
      }
    }
    return gaps;
  }

  private static List<short[]> cut(short[] samples, List<Gap> gaps) {
    List<short[]> pieces = new ArrayList<>();
    double at = 0;
    for (Gap gap : gaps) {
      pieces.add(slice(samples, at, gap.start()));
      at = gap.end();
    }
    pieces.add(slice(samples, at, (double) samples.length / RATE));
    return pieces;
  }

  private static short[] slice(short[] samples, double start, double end) {
    int from = Math.clamp(Math.round(start * RATE), 0, samples.length);
    int to = Math.clamp(Math.round(end * RATE), from, samples.length);
    return Arrays.copyOfRange(samples, from, to);
  }
}
