package io.echosphere.worker.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A scripted call under way, by what {@code call --json} prints. Owned by one thread. */
final class Caller implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Program program;

  Caller(Program program) {
    this.program = program;
  }

  /** All events of a kind so far. */
  List<JsonNode> events(String kind) {
    return program.lines().stream()
        .filter(line -> line.startsWith("{"))
        .map(Caller::parsed)
        .filter(event -> event.path("event").asText().equals(kind))
        .toList();
  }

  /** Waits for an event of a kind; gives the first. */
  JsonNode await(String kind) throws Exception {
    return await(kind, event -> true);
  }

  /** Waits for an event of a kind that is as wanted; gives the first. */
  JsonNode await(String kind, Predicate<JsonNode> wanted) throws Exception {
    return Await.until(
        () -> {
          boolean ended = !program.isRunning();
          Optional<JsonNode> found = events(kind).stream().filter(wanted).findFirst();
          if (found.isEmpty() && ended) {
            throw new AssertionError(
                "the call ended without such a " + kind + ":\n" + program.output());
          }
          return found;
        },
        program::output);
  }

  /** Waits until the agent's words are shown. */
  void awaitAgentSaid(String text) throws Exception {
    await(
        "transcript", event -> isFinal(event, "agent") && event.path("text").asText().equals(text));
  }

  /** What one side said, by the transcripts that the caller received, in order. */
  List<String> said(String speaker) {
    return events("transcript").stream()
        .filter(event -> isFinal(event, speaker))
        .map(event -> event.path("text").asText())
        .toList();
  }

  /** Waits for the end of the call; gives the exit code. */
  int awaitEnd() throws InterruptedException {
    return program.awaitEnd();
  }

  String output() {
    return program.output();
  }

  @Override
  public void close() {
    program.close();
  }

  private static boolean isFinal(JsonNode event, String speaker) {
    return event.path("final").asBoolean() && event.path("speaker").asText().equals(speaker);
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + line, e);
    }
  }
}
