package io.echosphere.simulator.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.echosphere.simulator.aws.fault.Fault;
import java.time.Duration;

/** Reads a fault as {@code POST /_simulator/faults} has it. */
final class FaultJson {
  private static final String WORDS = "Simulated fault.";

  private FaultJson() {}

  /**
   * Reads a fault.
   *
   * @throws IllegalArgumentException when the type is unknown or a member is missing
   */
  static Fault read(JsonNode fault) {
    int after = fault.path("afterFrames").asInt(0);
    return switch (fault.path("type").asText()) {
      case "throttle" -> Fault.throttle();
      case "refuse" ->
          new Fault.Refuse(
              fault.path("status").asInt(500),
              required(fault, "error"),
              fault.path("message").asText(WORDS));
      case "interrupt" ->
          new Fault.Interrupt(after, required(fault, "error"), fault.path("message").asText(WORDS));
      case "stall" -> new Fault.Stall(after);
      case "reset" -> new Fault.Reset(after, fault.path("wholeConnection").asBoolean(false));
      case "truncate" -> new Fault.Truncate(after);
      case "delay" -> new Fault.Delay(Duration.ofMillis(fault.path("ms").asLong(0)));
      case "late-finals" -> Fault.lateFinals(Duration.ofMillis(fault.path("ms").asLong(0)));
      case "bad-crc" -> Fault.badCrc(after);
      case "garbage" -> Fault.garbage(after);
      default ->
          throw new IllegalArgumentException(
              "fault type '"
                  + fault.path("type").asText()
                  + "' is unknown; use throttle, refuse, interrupt, stall, reset, truncate, delay,"
                  + " late-finals, bad-crc or garbage");
    };
  }

  private static String required(JsonNode fault, String member) {
    if (!fault.path(member).isTextual()) {
      throw new IllegalArgumentException(
          "fault '" + fault.path("type").asText() + "' needs the member '" + member + "'");
    }
    return fault.path(member).asText();
  }
}
