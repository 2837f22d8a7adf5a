package io.echosphere.simulator.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.echosphere.simulator.aws.call.Call;
import io.echosphere.simulator.aws.call.CallLog;
import io.echosphere.simulator.aws.call.Service;
import io.echosphere.simulator.aws.fault.Fault;
import io.echosphere.simulator.aws.fault.FaultPlan;
import io.echosphere.simulator.aws.wire.Exchange;
import io.echosphere.simulator.aws.wire.Json;
import io.echosphere.simulator.aws.wire.Request;
import io.echosphere.simulator.aws.wire.RequestBody;
import io.echosphere.simulator.aws.wire.WholeBody;
import java.util.List;
import java.util.Map;

/**
 * The simulator's own routes, for tests of other processes: {@code GET} and {@code DELETE} of
 * {@code /_simulator/log}, {@code POST} and {@code DELETE} of {@code /_simulator/faults}, {@code
 * GET /_simulator/health}. No signature is asked for: it listens on loopback only.
 */
final class ControlRoutes {
  static final String PREFIX = "/_simulator/";

  private final CallLog log;
  private final FaultPlan faults;

  ControlRoutes(CallLog log, FaultPlan faults) {
    this.log = log;
    this.faults = faults;
  }

  RequestBody open(Exchange exchange) {
    return new WholeBody(body -> answer(exchange, body), () -> {});
  }

  private void answer(Exchange exchange, byte[] body) {
    Request request = exchange.request();
    try {
      switch (request.method() + " " + request.path().substring(PREFIX.length())) {
        case "GET health" -> send(exchange, 200, Json.object().put("status", "ok"));
        case "GET log" -> send(exchange, 200, calls(request));
        case "DELETE log" -> {
          log.clear();
          send(exchange, 200, Json.object());
        }
        case "POST faults" -> {
          plan(Json.read(body));
          send(exchange, 200, Json.object());
        }
        case "DELETE faults" -> {
          faults.clear();
          send(exchange, 200, Json.object());
        }
        default -> send(exchange, 404, problem("no such route of the simulator"));
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      send(exchange, 400, problem(String.valueOf(e.getMessage())));
    }
  }

  /**
   * {@code {"service":"bedrock","skip":0,"calls":1,"fault":{"type":"throttle"}}} or {@code
   * {"refuseKey":"AKIA..."}}.
   */
  private void plan(JsonNode plan) {
    if (plan.path("refuseKey").isTextual()) {
      faults.refuseKey(plan.path("refuseKey").asText());
      return;
    }
    Fault fault = FaultJson.read(plan.path("fault"));
    faults.calls(
        Service.named(plan.path("service").asText()),
        plan.path("skip").asInt(0),
        plan.path("calls").asInt(1),
        fault);
  }

  private ArrayNode calls(Request request) {
    List<Call> found =
        request.query("service").map(name -> log.calls(Service.named(name))).orElseGet(log::calls);
    ArrayNode json = Json.array();
    found.forEach(call -> json.add(write(call)));
    return json;
  }

  private static ObjectNode write(Call call) {
    ObjectNode json = Json.object();
    json.put("id", call.id())
        .put("service", call.service().signingName())
        .put("operation", call.operation());
    ObjectNode parameters = json.putObject("parameters");
    call.parameters().forEach(parameters::put);
    ArrayNode history = json.putArray("history");
    call.history()
        .forEach(turn -> history.addObject().put("role", turn.role()).put("text", turn.text()));
    json.put("text", call.text())
        .put("samples", call.samples())
        .put("frames", call.frames())
        .put("outcome", call.outcome().name())
        .put("cancelled", call.cancelled())
        .put("startedAt", call.startedAt().toString())
        .put("durationMs", call.duration().toMillis());
    call.error().ifPresent(error -> json.put("error", error));
    call.fault().ifPresent(fault -> json.put("fault", fault));
    call.firstFrame().ifPresent(first -> json.put("firstFrameMs", first.toMillis()));
    return json;
  }

  private static ObjectNode problem(String message) {
    return Json.object().put("message", message);
  }

  private static void send(Exchange exchange, int status, JsonNode json) {
    exchange.start(status, Map.of("content-type", "application/json"));
    exchange.send(Json.write(json));
    exchange.end(() -> {});
  }
}
