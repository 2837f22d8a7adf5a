package io.echosphere.worker.command;

import static io.echosphere.worker.command.CallPrinter.millis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.echosphere.worker.call.CallNews;
import io.echosphere.worker.call.CallNews.AgentJoined;
import io.echosphere.worker.call.CallNews.Answered;
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
      case Greeted(long after, long lasted) ->
          print("greeting", fields("greeting_ms", millis(after), "lasted_ms", millis(lasted)));
      case NotGreeted() -> print("no_greeting", Map.of());
      case Said said -> print("transcript", said(said));
      case Answered turn -> print("turn", answered(turn));
      case Unanswered(int turn, String clip) ->
          print("turn", fields("turn", turn, "clip", clip, "answered", false));
      case Interrupted(int turn, long silence) ->
          print("interruption", fields("turn", turn, "barge_in_ms", millis(silence)));
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
        "turn", turn.turn(),
        "clip", turn.clip(),
        "answered", true,
        "cut_in", turn.cutIn(),
        "voice_to_voice_ms", millis(turn.afterNanos()),
        "reply_ms", millis(turn.lastedNanos()),
        "reply_dbfs", Math.round(turn.levelDbfs() * 10) / 10.0);
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
