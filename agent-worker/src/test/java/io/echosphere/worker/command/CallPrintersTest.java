package io.echosphere.worker.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.echosphere.worker.call.Aside;
import io.echosphere.worker.call.CallNews;
import io.echosphere.worker.call.CallNews.AgentJoined;
import io.echosphere.worker.call.CallNews.Answered;
import io.echosphere.worker.call.CallNews.Comparison;
import io.echosphere.worker.call.CallNews.Disturbed;
import io.echosphere.worker.call.CallNews.Ended;
import io.echosphere.worker.call.CallNews.Greeted;
import io.echosphere.worker.call.CallNews.Interrupted;
import io.echosphere.worker.call.CallNews.Said;
import io.echosphere.worker.call.CallSummary;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallPrintersTest {
  private static final long MS = 1_000_000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void printsATranscriptAndATableForPeople() {
    print(new PrettyCallPrinter(out, false), good());

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("caller こんにちは")
        .doesNotContain("こんに\n")
        .contains("the agent joined as agent-1 after 312 ms")
        .contains("silent after 240 ms")
        .containsPattern("voice to voice +800 ms +900 ms +900 ms")
        .containsPattern("barge-in +240 ms")
        .containsPattern("typed to voice +700 ms")
        .contains(
            "a backchannel (un.wav) over the reply to turn 3 held it for 380 ms; then it went on;")
        .contains("lost 0 ms, repeated 10 ms")
        .contains("(typed) What time is it?")
        .contains("ok: 3 of 3 turns answered")
        .doesNotContain("\u001b");
  }

  @Test
  void printsOneObjectALineForPrograms() throws Exception {
    print(new JsonCallPrinter(out), good());

    var mapper = new ObjectMapper();
    List<String> events = new ArrayList<>();
    for (String line : bytes.toString(StandardCharsets.UTF_8).lines().toList()) {
      events.add(mapper.readTree(line).get("event").asText());
    }
    assertThat(events)
        .containsExactly(
            "agent_joined",
            "greeting",
            "transcript",
            "transcript",
            "turn",
            "turn",
            "interruption",
            "turn",
            "disturbance",
            "summary");
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines().toList().getLast())
        .contains("\"ok\":true")
        .contains("\"voice_to_voice_ms\":{\"p50\":800,\"p95\":900,\"max\":900}")
        .contains("\"barge_in_ms\":{\"p50\":240,\"p95\":240,\"max\":240}")
        .contains("\"message_to_voice_ms\":{\"p50\":700,\"p95\":700,\"max\":700}")
        .contains("\"disturbed\":1,\"unharmed\":1");
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains(
            "\"turn\":3,\"kind\":\"backchannel\",\"clip\":\"un.wav\",\"went_on\":true,"
                + "\"unharmed\":true,\"silent_ms\":410,\"held_ms\":380,\"lost_ms\":0,"
                + "\"repeated_ms\":10");
  }

  @Test
  void tellAReplyThatASoundEnded() {
    List<CallNews> ended =
        List.of(
            new Disturbed(1, Aside.Kind.NOISE, "cough.wav", false, 0, Optional.empty()),
            new Ended(""));

    print(new PrettyCallPrinter(out, false), ended);
    print(new JsonCallPrinter(out), ended);

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("a noise (cough.wav) over the reply to turn 1 ended it")
        .contains("failed: 1 disturbed reply was not heard whole")
        .contains("\"went_on\":false,\"unharmed\":false}");
  }

  @Test
  void sayWhyACallFailed() {
    List<CallNews> bad = List.of(new Ended("no agent came"));

    print(new PrettyCallPrinter(out, false), bad);
    print(new JsonCallPrinter(out), bad);

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("failed: no agent came")
        .contains("\"ok\":false")
        .contains("\"problem\":\"no agent came\"");
  }

  private static List<CallNews> good() {
    return List.of(
        new AgentJoined("agent-1", 312 * MS),
        new Greeted(501 * MS, 2_000 * MS, 0),
        new Said(false, "s1", "こんに", false),
        new Said(false, "s1", "こんにちは", true),
        new Answered(1, "a.wav", false, 900 * MS, 2_000 * MS, System.nanoTime(), -20, false),
        new Answered(2, "b.wav", false, 800 * MS, 2_000 * MS, System.nanoTime(), -20, false),
        new Interrupted(1, 240 * MS),
        new Answered(
            3, "What time is it?", true, 700 * MS, 2_000 * MS, System.nanoTime(), -20, false),
        new Disturbed(
            3,
            Aside.Kind.BACKCHANNEL,
            "un.wav",
            true,
            410 * MS,
            Optional.of(new Comparison(380, 0.4, 9.6))),
        new Ended(""));
  }

  private static void print(CallPrinter printer, List<CallNews> news) {
    var summary = new CallSummary(3);
    news.forEach(
        one -> {
          summary.note(one);
          printer.news(one);
        });
    printer.summary(summary, 3 * MS);
  }
}
