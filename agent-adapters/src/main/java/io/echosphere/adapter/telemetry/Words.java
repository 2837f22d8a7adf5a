package io.echosphere.adapter.telemetry;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.echosphere.application.port.out.Telemetry.Speaker;

/** What was said, in the form of the conventions for generative AI: a list of one message. */
final class Words {
  private Words() {}

  static String message(Speaker speaker, String text) {
    String role = speaker == Speaker.CALLER ? "user" : "assistant";
    String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(text));
    return "[{\"role\":\"%s\",\"parts\":[{\"type\":\"text\",\"content\":\"%s\"}]}]"
        .formatted(role, quoted);
  }
}
