package io.echosphere.worker.command;

import static io.echosphere.worker.command.CallPrinter.millis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.echosphere.worker.call.CallNews;
import io.echosphere.worker.call.CallNews.AgentJoined;
import io.echosphere.worker.call.CallNews.Answered;
import io.echosphere.worker.call.CallNews.Disturbed;
import io.echosphere.worker.call.CallNews.Ended;
import io.echosphere.worker.call.CallNews.Greeted;
import io.echosphere.worker.call.CallNews.Interrupted;
import io.echosphere.worker.call.CallNews.NotGreeted;
import io.echosphere.worker.call.CallNews.Said;
import io.echosphere.worker.call.CallNews.Unanswered;
import io.echosphere.worker.call.CallSummary;
import io.echosphere.worker.call.CallSummary.Spread;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** One JSON object a line, for programs. */
final class JsonCallPrinter implements CallPrinter {
  private final ObjectMapper mapper = new ObjectMapper();
  private final PrintStream out;

  JsonCallPrinter(PrintStream out) {
    this.out = out;
  }

  @Override
  public void news(CallNews news) {
    switch (news) {
      case AgentJoined(String identity, long after) ->
          print("agent_joined", fields("agent", identity, "join_ms", millis(after)));
      case Greeted(long after, long lasted, long began) ->
          print(
              "greeting",
              fields(
                  "greeting_ms",
                  millis(after),
                  "lasted_ms",
                  millis(lasted),
                  "began_at_ms",
                  timeOfDay(began)));
      case NotGreeted() -> print("no_greeting", Map.of());
      case Said said -> print("transcript", said(said));
      case Answered turn -> print("turn", answered(turn));
      case Unanswered(int turn, String line) ->
          print("turn", fields("turn", turn, "clip", line, "answered", false));
      case Interrupted(int turn, long silence) ->
          print("interruption", fields("turn", turn, "barge_in_ms", millis(silence)));
      case Disturbed reply -> print("disturbance", disturbed(reply));
      case Ended _ -> {}
    }
  }

  @Override
  public void summary(CallSummary summary, long worstLatenessNanos) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ok", summary.succeeded());
    fields.put("turns", summary.turns());
    fields.put("answered", summary.answered().size());
    fields.put("cut_in", summary.answered().stream().filter(Answered::cutIn).count());
    summary.agentJoined().ifPresent(agent -> fields.put("join_ms", millis(agent.joinNanos())));
    summary.greeted().ifPresent(it -> fields.put("greeting_ms", millis(it.afterNanos())));
    summary.voiceToVoice().ifPresent(it -> fields.put("voice_to_voice_ms", spread(it)));
    summary.bargeIn().ifPresent(it -> fields.put("barge_in_ms", spread(it)));
    summary.messageToVoice().ifPresent(it -> fields.put("message_to_voice_ms", spread(it)));
    if (!summary.disturbed().isEmpty()) {
      fields.put("disturbed", summary.disturbed().size());
      fields.put("unharmed", summary.disturbed().stream().filter(Disturbed::unharmed).count());
      summary.silentFor().ifPresent(it -> fields.put("silent_ms", spread(it)));
    }
    fields.put("own_lateness_ms", millis(worstLatenessNanos));
    if (!summary.succeeded()) {
      fields.put("problem", summary.problem());
    }
    print("summary", fields);
  }

  private static Map<String, Object> said(Said said) {
    return fields(
        "speaker", said.agent() ? "agent" : "caller",
        "segment", said.segment(),
        "text", said.text(),
        "final", said.isFinal());
  }

  private static Map<String, Object> answered(Answered turn) {
    return fields(
        "turn",
        turn.turn(),
        turn.typed() ? "typed" : "clip",
        turn.line(),
        "answered",
        true,
        "cut_in",
        turn.cutIn(),
        turn.typed() ? "message_to_voice_ms" : "voice_to_voice_ms",
        millis(turn.afterNanos()),
        "reply_ms",
        millis(turn.lastedNanos()),
        "began_at_ms",
        timeOfDay(turn.beganNanos()),
        "reply_dbfs",
        Math.round(turn.levelDbfs() * 10) / 10.0);
  }

  private static Map<String, Object> disturbed(Disturbed reply) {
    Map<String, Object> fields =
        fields(
            "turn", reply.turn(),
            "kind", reply.kind().word(),
            "clip", reply.clip(),
            "went_on", reply.wentOn(),
            "unharmed", reply.unharmed());
    if (reply.wentOn()) {
      fields.put("silent_ms", millis(reply.silentNanos()));
    }
    reply
        .compared()
        .ifPresent(
            it -> {
              fields.put("held_ms", Math.round(it.heldMillis()));
              fields.put("lost_ms", Math.round(it.lostMillis()));
              fields.put("repeated_ms", Math.round(it.repeatedMillis()));
            });
    return fields;
  }

  /** A time of the monotonic clock, in ms since 1970. */
  private static long timeOfDay(long nanos) {
    return System.currentTimeMillis() - millis(System.nanoTime() - nanos);
  }

  private static Map<String, Object> spread(Spread spread) {
    return fields(
        "p50", millis(spread.p50()), "p95", millis(spread.p95()), "max", millis(spread.max()));
  }

  private static Map<String, Object> fields(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int index = 0; index < namesAndValues.length; index += 2) {
      fields.put(namesAndValues[index].toString(), namesAndValues[index + 1]);
    }
    return fields;
  }

  private void print(String event, Map<String, Object> fields) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("event", event);
    all.putAll(fields);
    try {
      out.println(mapper.writeValueAsString(all));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event that is no JSON: " + event, e);
    }
  }
}
