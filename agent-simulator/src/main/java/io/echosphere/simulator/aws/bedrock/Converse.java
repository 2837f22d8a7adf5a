package io.echosphere.simulator.aws.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.echosphere.simulator.aws.wire.Answer;
import io.echosphere.simulator.aws.wire.EventMessages;
import io.echosphere.simulator.aws.wire.Json;
import io.echosphere.simulator.aws.wire.Request;
import io.echosphere.simulator.aws.wire.RequestBody;
import io.echosphere.simulator.aws.wire.ServiceError;
import io.echosphere.simulator.aws.wire.SigV4;
import io.echosphere.simulator.aws.wire.WholeBody;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers Converse and ConverseStream from a script. Stateless; runs on event loops. */
public final class Converse {
  private final Script script;
  private final Duration firstToken;
  private final Duration tokenInterval;

  /**
   * Makes the service.
   *
   * @param firstToken from the request's end to the first delta
   * @param tokenInterval between deltas
   */
  public Converse(Script script, Duration firstToken, Duration tokenInterval) {
    this.script = script;
    this.firstToken = firstToken;
    this.tokenInterval = tokenInterval;
  }

  /** Takes the body of a call and answers it. */
  public RequestBody open(Request request, Answer answer, String modelId, boolean streaming) {
    answer.recording().parameter("modelId", modelId);
    return new WholeBody(
        body -> converse(request, answer, modelId, body, streaming), answer::cancelled);
  }

  private void converse(
      Request request, Answer answer, String modelId, byte[] body, boolean streaming) {
    ConverseRequest asked = new ConverseRequest(Json.read(body));
    answer.recording().history(asked.history());
    for (String name : List.of("maxTokens", "temperature", "topP")) {
      if (!asked.inference(name).isEmpty()) {
        answer.recording().parameter(name, asked.inference(name));
      }
    }
    if (answer.preempted()) {
      return;
    }
    String region = SigV4.region(request).orElse("us-east-1");
    Optional<ServiceError> error = Models.check(modelId, region).or(asked::check);
    if (error.isPresent()) {
      answer.refuse(error.get());
      return;
    }
    Reply reply = Reply.of(script.reply(asked.lastUserText()), asked);
    Duration first = firstToken.plus(answer.extraDelay());
    if (streaming) {
      answer.after(first, () -> stream(answer, reply));
    } else {
      Duration all = first.plus(tokenInterval.multipliedBy(reply.deltas().size()));
      answer.after(all, () -> whole(answer, reply, all));
    }
  }

  private void whole(Answer answer, Reply reply, Duration latency) {
    ObjectNode json = Json.object();
    json.withObject("/output/message")
        .put("role", "assistant")
        .withArray("/content")
        .addObject()
        .put("text", reply.text());
    json.put("stopReason", reply.stopReason());
    json.set("usage", reply.usage());
    json.withObject("/metrics").put("latencyMs", latency.toMillis());
    answer.recording().text(reply.text());
    answer.begin("application/json", Map.of());
    answer.frame(Json.write(json));
    answer.finish();
  }

  private void stream(Answer answer, Reply reply) {
    answer.begin(EventMessages.CONTENT_TYPE, Map.of());
    answer.frame(EventMessages.event("messageStart", Json.object().put("role", "assistant")));
    delta(answer, reply, 0);
  }

  private void delta(Answer answer, Reply reply, int index) {
    if (index == reply.deltas().size()) {
      end(answer, reply);
      return;
    }
    String text = reply.deltas().get(index);
    ObjectNode json = Json.object().put("contentBlockIndex", 0);
    json.withObject("/delta").put("text", text);
    answer.frame(EventMessages.event("contentBlockDelta", json));
    if (answer.open()) {
      answer.recording().text(text);
      answer.after(tokenInterval, () -> delta(answer, reply, index + 1));
    }
  }

  private void end(Answer answer, Reply reply) {
    answer.frame(
        EventMessages.event("contentBlockStop", Json.object().put("contentBlockIndex", 0)));
    answer.frame(
        EventMessages.event("messageStop", Json.object().put("stopReason", reply.stopReason())));
    ObjectNode metadata = Json.object();
    metadata.set("usage", reply.usage());
    metadata
        .withObject("/metrics")
        .put(
            "latencyMs",
            firstToken.plus(tokenInterval.multipliedBy(reply.deltas().size())).toMillis());
    answer.frame(EventMessages.event("metadata", metadata));
    answer.finish();
  }

  /** What is answered, cut to the tokens that were allowed. */
  private record Reply(List<String> deltas, String stopReason, int inputTokens, int outputTokens) {
    static Reply of(String text, ConverseRequest asked) {
      int input = asked.history().stream().mapToInt(turn -> Deltas.tokens(turn.text()) + 4).sum();
      List<String> all = Deltas.of(text);
      int output = 0;
      int kept = 0;
      while (kept < all.size() && output + Deltas.tokens(all.get(kept)) <= asked.maxTokens()) {
        output += Deltas.tokens(all.get(kept));
        kept++;
      }
      String reason = kept == all.size() ? "end_turn" : "max_tokens";
      return new Reply(all.subList(0, kept), reason, input, output);
    }

    String text() {
      return String.join("", deltas);
    }

    ObjectNode usage() {
      return Json.object()
          .put("inputTokens", inputTokens)
          .put("outputTokens", outputTokens)
          .put("totalTokens", inputTokens + outputTokens);
    }
  }
}
