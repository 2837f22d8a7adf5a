package io.echosphere.adapter.http;

import java.util.List;
import java.util.Map;

/** A request that is not granted, with the answer that says why. Holds no secret. */
final class Refusal extends Exception {
  private final transient Answer answer;

  private Refusal(Answer answer, String code) {
    super(code, null, false, false);
    this.answer = answer;
  }

  /**
   * Something wrong with one field.
   *
   * @param field its name
   * @param code what is wrong, for programs
   * @param message what is wrong, for people
   */
  record Fault(String field, String code, String message) {}

  static Refusal of(int status, String code, String message) {
    String json =
        Json.object(
            out -> {
              out.writeObjectFieldStart("error");
              out.writeStringField("code", code);
              out.writeStringField("message", message);
              out.writeEndObject();
            });
    return new Refusal(Answer.json(status, json), code);
  }

  /** All that is wrong with the fields of a request; the first is told as the error itself. */
  static Refusal of(List<Fault> faults) {
    var first = faults.getFirst();
    String json =
        Json.object(
            out -> {
              out.writeObjectFieldStart("error");
              out.writeStringField("code", first.code());
              out.writeStringField("message", first.message());
              out.writeStringField("field", first.field());
              out.writeArrayFieldStart("details");
              for (var fault : faults) {
                out.writeStartObject();
                out.writeStringField("field", fault.field());
                out.writeStringField("code", fault.code());
                out.writeStringField("message", fault.message());
                out.writeEndObject();
              }
              out.writeEndArray();
              out.writeEndObject();
            });
    return new Refusal(Answer.json(400, json), first.code());
  }

  Refusal with(Map<String, String> headers) {
    return new Refusal(answer.withDefaults(headers), String.valueOf(getMessage()));
  }

  Answer answer() {
    return answer;
  }
}
