package io.echosphere.adapter.journal;

import io.echosphere.application.recording.Fact;
import io.echosphere.application.recording.Told;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Place;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.session.SessionStatus;
import io.echosphere.domain.speech.Language;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Facts as bytes, both ways. Written by record patterns, so that a new component breaks the build
 * here; whoever changes the form gives its facts new types, because files of the version before may
 * still be adopted.
 */
final class FactForm {
  private static final int SESSION_CREATED = 1;
  private static final int SESSION_UPDATED = 2;
  private static final int MESSAGE_ADDED = 3;

  private FactForm() {}

  /** The bytes are no fact of a known type. Its message holds none of them. */
  static final class Undecodable extends Exception {
    Undecodable(String message) {
      super(message);
    }
  }

  static byte[] write(Told told) {
    var bytes = new ByteArrayOutputStream(256);
    try (var out = new DataOutputStream(bytes)) {
      write(out, told.at());
      switch (told.fact()) {
        case Fact.SessionCreated(var session) -> write(out, SESSION_CREATED, session);
        case Fact.SessionUpdated(var session) -> write(out, SESSION_UPDATED, session);
        case Fact.MessageAdded(
                SessionId(var session),
                var message,
                Place(int at, int revision)) -> {
          out.writeByte(MESSAGE_ADDED);
          write(out, session);
          write(out, message);
          out.writeInt(at);
          out.writeInt(revision);
        }
      }
    } catch (IOException e) { // memory does not fail
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Told read(byte[] bytes) throws Undecodable {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      Instant at = instant(in);
      int type = in.readByte();
      Fact fact =
          switch (type) {
            case SESSION_CREATED -> new Fact.SessionCreated(session(in));
            case SESSION_UPDATED -> new Fact.SessionUpdated(session(in));
            case MESSAGE_ADDED ->
                new Fact.MessageAdded(
                    new SessionId(uuid(in)), message(in), new Place(in.readInt(), in.readInt()));
            default -> throw new Undecodable("a fact of the unknown type " + type);
          };
      if (in.available() > 0) {
        throw new Undecodable("a fact with more than it should have");
      }
      return new Told(fact, at);
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new Undecodable("a fact that cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static void write(DataOutputStream out, int type, Session told) throws IOException {
    out.writeByte(type);
    switch (told) {
      case Session(
              SessionId(var id),
              var room,
              var user,
              var status,
              Language(var tag),
              var created,
              var started,
              var ended,
              var reason) -> {
        write(out, id);
        write(out, room);
        write(out, user);
        write(out, status.code());
        write(out, tag);
        write(out, created);
        writeOptional(out, started);
        writeOptional(out, ended);
        out.writeBoolean(reason != null);
        if (reason != null) {
          write(out, reason);
        }
      }
    }
  }

  private static Session session(DataInputStream in) throws IOException {
    return new Session(
        new SessionId(uuid(in)),
        text(in),
        text(in),
        SessionStatus.ofCode(text(in)),
        new Language(text(in)),
        instant(in),
        in.readBoolean() ? instant(in) : null,
        in.readBoolean() ? instant(in) : null,
        in.readBoolean() ? text(in) : null);
  }

  private static void write(DataOutputStream out, Message told) throws IOException {
    switch (told) {
      case Message(
              var id,
              var role,
              var content,
              var audio,
              var interrupted,
              var created,
              var latency) -> {
        write(out, id);
        write(out, role.code());
        write(out, content);
        write(out, audio);
        out.writeBoolean(interrupted);
        write(out, created);
        out.writeBoolean(latency != null);
        if (latency != null) {
          write(out, latency);
        }
      }
    }
  }

  private static Message message(DataInputStream in) throws IOException {
    return new Message(
        uuid(in),
        Role.ofCode(text(in)),
        text(in),
        duration(in),
        in.readBoolean(),
        instant(in),
        in.readBoolean() ? duration(in) : null);
  }

  private static void write(DataOutputStream out, UUID id) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static UUID uuid(DataInputStream in) throws IOException {
    return new UUID(in.readLong(), in.readLong());
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(encoded.length);
    out.write(encoded);
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a text longer than its entry");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static void write(DataOutputStream out, Instant at) throws IOException {
    out.writeLong(at.getEpochSecond());
    out.writeInt(at.getNano());
  }

  private static Instant instant(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static void write(DataOutputStream out, Duration length) throws IOException {
    out.writeLong(length.getSeconds());
    out.writeInt(length.getNano());
  }

  private static Duration duration(DataInputStream in) throws IOException {
    return Duration.ofSeconds(in.readLong(), in.readInt());
  }

  private static void writeOptional(DataOutputStream out, @Nullable Instant at) throws IOException {
    out.writeBoolean(at != null);
    if (at != null) {
      write(out, at);
    }
  }
}
