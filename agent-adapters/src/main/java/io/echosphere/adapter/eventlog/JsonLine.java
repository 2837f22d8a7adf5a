package io.echosphere.adapter.eventlog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.function.Consumer;

/** One JSON object on one line, member by member. Owned by one thread. */
final class JsonLine {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator out;

  private JsonLine(JsonGenerator out) {
    this.out = out;
  }

  /** Writes one member or element. */
  @FunctionalInterface
  private interface Part {
    void write() throws IOException;
  }

  /** Writes a value as an object's members. */
  @FunctionalInterface
  interface Form<T> {
    void write(JsonLine out, T value);
  }

  /** The object with these members; any UTF-16 survives the way to UTF-8 and back. */
  static String of(Consumer<JsonLine> members) {
    var text = new StringWriter();
    try (var generator = FACTORY.createGenerator(text)) {
      var line = new JsonLine(generator);
      line.put(generator::writeStartObject);
      members.accept(line);
      line.put(generator::writeEndObject);
    } catch (IOException e) {
      throw new UncheckedIOException("a string does not fail", e);
    }
    return escaped(text.toString());
  }

  /** What kind of thing the object is. */
  JsonLine type(String name) {
    return text("type", name);
  }

  JsonLine text(String name, String value) {
    return put(() -> out.writeStringField(name, value));
  }

  JsonLine number(String name, long value) {
    return put(() -> out.writeNumberField(name, value));
  }

  /** A number with a fraction; one that is none is written as a string. */
  JsonLine decimal(String name, double value) {
    return put(() -> out.writeNumberField(name, value));
  }

  JsonLine flag(String name, boolean value) {
    return put(() -> out.writeBooleanField(name, value));
  }

  <T> JsonLine object(String name, T value, Form<T> form) {
    return put(
        () -> {
          out.writeObjectFieldStart(name);
          form.write(this, value);
          out.writeEndObject();
        });
  }

  <T> JsonLine objects(String name, Collection<T> values, Form<T> form) {
    return put(
        () -> {
          out.writeArrayFieldStart(name);
          for (T value : values) {
            out.writeStartObject();
            form.write(this, value);
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  JsonLine texts(String name, Collection<String> values) {
    return put(
        () -> {
          out.writeArrayFieldStart(name);
          for (String value : values) {
            out.writeString(value);
          }
          out.writeEndArray();
        });
  }

  private JsonLine put(Part part) {
    try {
      part.write();
    } catch (IOException e) {
      throw new UncheckedIOException("a string does not fail", e);
    }
    return this;
  }

  /** UTF-8 has no form for half a character, which a text that was cut may end with. */
  private static String escaped(String line) {
    var escaped = new StringBuilder(line.length());
    line.codePoints()
        .forEach(
            point -> {
              if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                escaped.append("\\u").append(Integer.toHexString(point));
              } else {
                escaped.appendCodePoint(point);
              }
            });
    return escaped.toString();
  }
}
