package io.echosphere.simulator.voice;

import io.echosphere.simulator.audio.Resampler;
import io.echosphere.simulator.audio.WavFile;
import io.echosphere.simulator.hearing.Clip;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A speech synthesizer of this machine that reads a text from its standard input and writes a WAV
 * file. Safe for use by many threads; a run blocks.
 */
final class CommandSynthesizer {
  private static final Logger LOG = LoggerFactory.getLogger(CommandSynthesizer.class);
  private static final long LIMIT_SECONDS = 10;

  /** The bundled English clips were made with these. */
  private static final List<String> ESPEAK_OPTIONS =
      List.of("-v", "en-us+f2", "-s", "165", "--stdin", "-w");

  private static final List<String> VOICE_FOLDERS =
      List.of("/usr/share/hts-voice", "/usr/local/share/hts-voice");
  private static final List<String> DICTIONARIES =
      List.of(
          "/var/lib/mecab/dic/open-jtalk/naist-jdic",
          "/usr/local/share/open_jtalk/dic",
          "/usr/share/open_jtalk/dic");

  private final List<String> command;

  /** The command, to which the file to write is appended. */
  private CommandSynthesizer(List<String> command) {
    this.command = List.copyOf(command);
  }

  /** eSpeak NG, when it is on the {@code PATH}. */
  static Optional<CommandSynthesizer> espeak(Map<String, String> environment) {
    return onPath("espeak-ng", environment).map(path -> with(path, ESPEAK_OPTIONS));
  }

  /** Open JTalk, when it is on the {@code PATH} and has a dictionary and a voice. */
  static Optional<CommandSynthesizer> openJtalk(Map<String, String> environment) {
    Optional<String> voice =
        Optional.ofNullable(environment.get("OPEN_JTALK_VOICE"))
            .filter(path -> Files.isRegularFile(Path.of(path)))
            .or(CommandSynthesizer::installedVoice);
    Optional<String> dictionary =
        DICTIONARIES.stream().filter(path -> Files.isDirectory(Path.of(path))).findFirst();
    if (voice.isEmpty() || dictionary.isEmpty()) {
      return Optional.empty();
    }
    List<String> options = List.of("-x", dictionary.get(), "-m", voice.get(), "-ow");
    return onPath("open_jtalk", environment).map(path -> with(path, options));
  }

  private static CommandSynthesizer with(Path program, List<String> options) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(options);
    return new CommandSynthesizer(command);
  }

  private static Optional<Path> onPath(String program, Map<String, String> environment) {
    String path = environment.getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<String> installedVoice() {
    for (String folder : VOICE_FOLDERS) {
      if (Files.isDirectory(Path.of(folder))) {
        try (Stream<Path> files = Files.walk(Path.of(folder), 3)) {
          Optional<String> voice =
              files
                  .map(Path::toString)
                  .filter(name -> name.endsWith(".htsvoice"))
                  .sorted()
                  .findFirst();
          if (voice.isPresent()) {
            return voice;
          }
        } catch (IOException e) {
          LOG.info("no Japanese voice from {}: {}", folder, e.getMessage());
        }
      }
    }
    return Optional.empty();
  }

  /** The text's sound at 16 kHz; empty when the program failed. */
  Optional<short[]> speak(String text) {
    Path wav = null;
    try {
      wav = Files.createTempFile("voice", ".wav");
      return run(text, wav);
    } catch (IOException e) {
      LOG.warn("{} gave no speech: {}", command.getFirst(), e.getMessage());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      delete(wav);
    }
  }

  private Optional<short[]> run(String text, Path wav) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(command);
    line.add(wav.toString());
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      // the text goes by standard input: arguments can be seen by every user of the machine
      try (var in = process.getOutputStream()) {
        in.write((text.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8));
      }
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        LOG.warn("{} failed or took more than {} s", command.getFirst(), LIMIT_SECONDS);
        return Optional.empty();
      }
    } finally {
      process.destroyForcibly();
    }
    WavFile file = WavFile.parse(Files.readAllBytes(wav));
    return Optional.of(Resampler.convert(file.samples(), file.sampleRateHz(), Clip.SAMPLE_RATE_HZ));
  }

  private static void delete(@Nullable Path file) {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.info("temporary file {} stays: {}", file, e.getMessage());
      }
    }
  }
}
