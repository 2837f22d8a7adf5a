package io.echosphere.simulator.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.echosphere.simulator.aws.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What {@code call --json} wrote. */
record CallReport(List<JsonNode> events) {
  CallReport {
    events = List.copyOf(events);
  }

  static CallReport read(Path log) {
    try (Stream<String> lines = Files.lines(log)) {
      return new CallReport(
          lines
              .filter(line -> line.startsWith("{\"event\""))
              .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8)))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether something has happened yet. */
  boolean has(String event) {
    return named(event).findAny().isPresent();
  }

  boolean succeeded() {
    return named("summary").anyMatch(summary -> summary.path("ok").asBoolean());
  }

  String problem() {
    return named("summary")
        .map(summary -> summary.path("problem").asText())
        .findFirst()
        .orElse("it broke off");
  }

  /** A figure of an event, in ms, as often as it was measured. */
  List<Double> figures(String event, String field) {
    return named(event)
        .filter(node -> node.has(field) && !node.path("cut_in").asBoolean())
        .map(node -> node.path(field).asDouble())
        .toList();
  }

  /** How often something was so. */
  long count(String event, String field) {
    return named(event).filter(node -> node.path(field).asBoolean()).count();
  }

  private Stream<JsonNode> named(String event) {
    return events.stream().filter(node -> node.path("event").asText().equals(event));
  }
}
