package io.echosphere.simulator.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Messages of {@code application/vnd.amazon.eventstream} as the services send them. */
public final class EventMessages {
  /** The content type of a stream of such messages. */
  public static final String CONTENT_TYPE = "application/vnd.amazon.eventstream";

  private EventMessages() {}

  /** An event with a JSON payload. */
  public static byte[] event(String type, JsonNode payload) {
    return encode(":event-type", type, "event", payload);
  }

  /** An exception that ends the stream; Transcribe and Bedrock differ in the message's name. */
  public static byte[] exception(String type, JsonNode payload) {
    return encode(":exception-type", type, "exception", payload);
  }

  private static byte[] encode(String typeHeader, String type, String kind, JsonNode payload) {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put(typeHeader, HeaderValue.fromString(type));
    headers.put(":content-type", HeaderValue.fromString("application/json"));
    headers.put(":message-type", HeaderValue.fromString(kind));
    ByteBuffer encoded = new Message(headers, Json.write(payload)).toByteBuffer();
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }
}
