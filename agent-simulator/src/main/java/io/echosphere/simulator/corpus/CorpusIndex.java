package io.echosphere.simulator.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.echosphere.simulator.corpus.CorpusClip.Echo;
import io.echosphere.simulator.corpus.CorpusClip.Pause;
import io.echosphere.simulator.hearing.HeardWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The made corpus' table of contents, {@code index.json}, a clip a line. Keeps no state. */
final class CorpusIndex {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CorpusIndex() {}

  static Path file(Path folder) {
    return folder.resolve("index.json");
  }

  static void write(Path folder, List<CorpusClip> clips) throws IOException {
    List<String> lines = new ArrayList<>();
    for (CorpusClip clip : clips) {
      lines.add(JSON.writeValueAsString(node(clip)));
    }
    Files.writeString(file(folder), "[\n" + String.join(",\n", lines) + "\n]\n");
  }

  static List<CorpusClip> read(Path folder) throws IOException {
    List<CorpusClip> clips = new ArrayList<>();
    for (JsonNode node : JSON.readTree(Files.readString(file(folder)))) {
      clips.add(clip(folder, node));
    }
    return List.copyOf(clips);
  }

  private static ObjectNode node(CorpusClip clip) {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", clip.id());
    node.put("language", clip.language());
    node.put("split", clip.split().code());
    node.put("kind", clip.kind().code());
    node.put("voice", clip.voice());
    node.put("text", clip.text());
    node.put("voiceStart", clip.voiceStart());
    node.put("voiceEnd", clip.voiceEnd());
    if (clip.kind() == Kind.ECHO) {
      node.put("delayMillis", clip.echo().delayMillis());
      node.put("decibels", clip.echo().decibels());
    }
    ArrayNode pauses = node.putArray("pauses");
    for (Pause pause : clip.pauses()) {
      pauses.addArray().add(pause.start()).add(pause.end());
    }
    ArrayNode words = node.putArray("words");
    for (HeardWord word : clip.words()) {
      words
          .addArray()
          .add(word.content())
          .add(word.startSeconds())
          .add(word.endSeconds())
          .add(word.punctuation());
    }
    return node;
  }

  private static CorpusClip clip(Path folder, JsonNode node) {
    List<Pause> pauses = new ArrayList<>();
    for (JsonNode pause : node.path("pauses")) {
      pauses.add(new Pause(pause.path(0).asDouble(), pause.path(1).asDouble()));
    }
    List<HeardWord> words = new ArrayList<>();
    for (JsonNode word : node.path("words")) {
      words.add(
          new HeardWord(
              word.path(0).asText(),
              word.path(1).asDouble(),
              word.path(2).asDouble(),
              true,
              word.path(3).asBoolean()));
    }
    String id = node.path("id").asText();
    return new CorpusClip(
        id,
        node.path("language").asText(),
        Split.of(node.path("split").asText()),
        Kind.of(node.path("kind").asText()),
        node.path("voice").asText(),
        node.path("text").asText(),
        words,
        pauses,
        node.path("voiceStart").asDouble(),
        node.path("voiceEnd").asDouble(),
        node.has("decibels")
            ? new Echo(node.path("delayMillis").asInt(), node.path("decibels").asDouble())
            : Echo.NONE,
        folder.resolve(id + ".wav"));
  }
}
