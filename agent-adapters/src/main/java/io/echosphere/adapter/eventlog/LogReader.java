package io.echosphere.adapter.eventlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.echosphere.adapter.eventlog.Members.Damaged;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a log line by line, as far as it is whole. Owned by one thread. */
final class LogReader implements AutoCloseable {
  /** Far beyond a conversation that a model could be asked with. */
  private static final int LONGEST_LINE = 64 << 20;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final InputStream in;
  private long line;
  private boolean torn;

  LogReader(Path path) throws IOException {
    in = new BufferedInputStream(Files.newInputStream(path));
  }

  /** The number of the line that was read last, from 1. */
  long line() {
    return line;
  }

  /** Whether the file ended within a line, which its writer did not finish. */
  boolean isTorn() {
    return torn;
  }

  /** The first line. */
  LogLine.Header header() throws IOException, Damaged {
    var members = members().orElseThrow(() -> new Damaged("it has no whole line"));
    if (!members.has("echosphere") || !members.text("echosphere").equals(LogLine.KIND)) {
      throw new Damaged("it is no session event log");
    }
    long format = members.number("format");
    if (format != LogLine.FORMAT) {
      throw new Damaged(
          "it has format %d, and this version reads %d".formatted(format, LogLine.FORMAT));
    }
    return new LogLine.Header(
        members.text("version"),
        members.text("job"),
        SettingsForm.read(members.object("settings")),
        EventForm.language(members),
        members.array("opening"));
  }

  /** The next line; empty at the end of what is whole. */
  Optional<LogLine> next() throws IOException, Damaged {
    var members = members();
    return members.isEmpty() ? Optional.empty() : Optional.of(line(members.get()));
  }

  private static LogLine line(Members members) throws Damaged {
    if (members.has("event")) {
      var event = members.object("event");
      return new LogLine.Taken(
          EventForm.read(event),
          members.number("at_ms"),
          event.node(),
          members.text("state"),
          members.array("effects"));
    }
    return members.has("session")
        ? new LogLine.Identified(members.text("session"))
        : new LogLine.End(members.number("lost"));
  }

  private Optional<Members> members() throws IOException, Damaged {
    var bytes = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0 && next != '\n') {
      bytes.write(next);
      if (bytes.size() > LONGEST_LINE) {
        line++;
        throw new Damaged("it is too long");
      }
      next = in.read();
    }
    if (next < 0) {
      torn = bytes.size() > 0;
      return Optional.empty();
    }
    line++;
    return Optional.of(new Members(object(bytes.toByteArray())));
  }

  private static JsonNode object(byte[] bytes) throws IOException, Damaged {
    JsonNode node;
    try {
      node = MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) { // whose message would quote the line
      throw new Damaged("it is no JSON");
    }
    if (!node.isObject()) {
      throw new Damaged("it is no object");
    }
    return node;
  }

  /** What was written, in the form in which lines are read. */
  static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was just written is no JSON", e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
