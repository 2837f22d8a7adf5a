package io.echosphere.simulator.hearing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.echosphere.simulator.audio.WavFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The bundled clips: the caller's lines, the agent's, and noises. Immutable once loaded, so it may
 * be shared by threads; {@code agent-simulator/clips/make-clips.py} makes the files.
 */
public final class ClipLibrary {
  private static final String FOLDER = "/io/echosphere/simulator/clips/";
  private static final String INDEX = "clips.json";

  private final List<Clip> callers;
  private final List<Clip> agents;
  private final List<Clip> noises;
  private final Templates templates;

  /** Builds a library of other clips than the bundled ones, with no agent's lines. */
  ClipLibrary(List<Clip> callers, List<Clip> agents, List<Clip> noises) {
    this.callers = List.copyOf(callers);
    this.agents = List.copyOf(agents);
    this.noises = List.copyOf(noises);
    templates = new Templates(callers);
  }

  /**
   * Reads the clips bundled with the simulator; takes some 100 ms, so keep it.
   *
   * @throws UncheckedIOException when the class path lacks a clip
   */
  public static ClipLibrary load() {
    List<Clip> callers = new ArrayList<>();
    List<Clip> agents = new ArrayList<>();
    List<Clip> noises = new ArrayList<>();
    try {
      for (JsonNode entry : new ObjectMapper().readTree(bundled(INDEX))) {
        Clip clip = read(entry);
        switch (entry.path("role").asText()) {
          case "caller" -> callers.add(clip);
          case "agent" -> agents.add(clip);
          default -> noises.add(clip);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("bundled clips: " + e.getMessage(), e);
    }
    return new ClipLibrary(callers, agents, noises);
  }

  /**
   * Finds a clip.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public Clip clip(String id) {
    return all()
        .filter(clip -> clip.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no clip '%s'; there are %s".formatted(id, all().map(Clip::id).toList())));
  }

  /** What callers say; the only clips that the ear knows. */
  public List<Clip> callerClips() {
    return callers;
  }

  /** What the agent says: greeting and the script's replies, a clip for each sentence. */
  public List<Clip> agentClips() {
    return agents;
  }

  /** Sounds that are nobody's words. */
  public List<Clip> noises() {
    return noises;
  }

  /**
   * Writes every clip as {@code <id>.wav} and one {@code clips.json} of texts and word times.
   *
   * @param directory made when it is not there
   * @return the files of the caller's clips, in the order of {@link #callerClips}
   * @throws UncheckedIOException when a file cannot be written
   */
  public List<Path> exportTo(Path directory) {
    try {
      Files.createDirectories(directory);
      Files.write(directory.resolve(INDEX), bundled(INDEX));
      for (Clip clip : all().toList()) {
        Files.write(
            directory.resolve(clip.id() + ".wav"),
            new WavFile(Clip.SAMPLE_RATE_HZ, clip.samples()).toBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("clips could not be written to " + directory, e);
    }
    return callers.stream().map(clip -> directory.resolve(clip.id() + ".wav")).toList();
  }

  /** The caller's clips as the ear compares them. */
  Templates templates() {
    return templates;
  }

  private Stream<Clip> all() {
    return Stream.of(callers, agents, noises).flatMap(List::stream);
  }

  private static Clip read(JsonNode entry) throws IOException {
    String id = entry.path("id").asText();
    List<HeardWord> words = new ArrayList<>();
    for (JsonNode word : entry.path("words")) {
      words.add(
          new HeardWord(
              word.path("content").asText(),
              word.path("start").asDouble(),
              word.path("end").asDouble(),
              true,
              word.path("punctuation").asBoolean()));
    }
    WavFile wav = WavFile.parse(bundled(id + ".wav"));
    if (wav.sampleRateHz() != Clip.SAMPLE_RATE_HZ) {
      throw new IOException(id + ".wav is not at 16 kHz: make the clips anew");
    }
    return new Clip(
        id, entry.path("language").asText(), entry.path("text").asText(), words, wav.samples());
  }

  private static byte[] bundled(String name) throws IOException {
    try (InputStream in = ClipLibrary.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IOException(FOLDER + name + " is missing: run clips/make-clips.py");
      }
      return in.readAllBytes();
    }
  }
}
