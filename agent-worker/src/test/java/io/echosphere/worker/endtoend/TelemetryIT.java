package io.echosphere.worker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.echosphere.worker.endtoend.OtlpReceiver.Metric;
import io.echosphere.worker.endtoend.OtlpReceiver.Point;
import io.echosphere.worker.endtoend.OtlpReceiver.Span;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a collector and a log learn of two calls, one of them with an interruption. */
@Alone
@ExtendWith(Stack.Shared.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class TelemetryIT {
  private static final List<String> CLIPS =
      List.of("ja-weather", "en-hello", "ja-dinner", "ja-story", "ja-stop");
  private static final String ADMIN_KEY = "an-operators-key-for-this-run-only";

  /** The two ways of one turn may differ by this; a wrong unit or beginning is further off. */
  private static final int AGREEMENT_MS = 60;

  /** A turn whose sound came so much later than another's was held up by the machine, one way. */
  private static final int HELD_UP_MS = 25;

  private static OtlpReceiver collector;
  private static List<JsonNode> turns;
  private static List<JsonNode> log;
  private static String output;
  private static Map<String, String> environment;

  @BeforeAll
  static void makeTwoCalls(Stack stack) throws Exception {
    collector = new OtlpReceiver();
    stack.calmAws();
    var variables = new HashMap<>(collector.environment());
    variables.put("ADMIN_API_KEY", ADMIN_KEY);
    environment = stack.environment(variables);
    try (Program worker = stack.worker(variables)) {
      String room = stack.newRoom();
      try (Caller caller = stack.call(room, CLIPS.subList(0, 3))) {
        assertThat(caller.awaitEnd()).as(caller.output()).isZero();
        turns = caller.events("turn");
      }
      stack.awaitStored(room);
      String other = stack.newRoom();
      try (Caller caller = stack.call(other, CLIPS.subList(3, 5), "--barge-in")) {
        assertThat(caller.awaitEnd()).as(caller.output()).isZero();
      }
      stack.awaitStored(other);
      worker.terminate();
      assertThat(worker.awaitEnd()).as(worker.output()).isZero();
      output = worker.output();
      var mapper = new ObjectMapper();
      log =
          worker.lines().stream()
              .filter(it -> it.startsWith("{"))
              .map(it -> json(mapper, it))
              .toList();
    }
  }

  @AfterAll
  static void close() {
    collector.close();
  }

  @Test
  void eachCallIsOneTraceOfAllItsSpans() {
    List<Span> sessions = collector.spans("session");
    assertThat(sessions).hasSize(2);
    assertThat(collector.spans())
        .extracting(Span::traceId)
        .containsOnly(sessions.get(0).traceId(), sessions.get(1).traceId());
    for (Span session : sessions) {
      assertThat(names(session))
          .contains("join", "turn", "stt", "end_of_turn", "llm", "tts", "playout", "db")
          .contains(
              "BedrockRuntime.ConverseStream",
              "Polly.SynthesizeSpeech",
              "TranscribeStreaming.StartStreamTranscription");
      assertThat(session.kind()).isEqualTo(2);
      assertThat(session.attributes())
          .containsKeys("session.id", "livekit.job.id", "livekit.room.name")
          .containsEntry("session.end_reason", "caller left");
    }
    assertThat(collector.spans("interruption"))
        .anySatisfy(span -> assertThat(span.attributes()).containsEntry("outcome", "interrupted"));
    assertThat(collector.spans())
        .as("every parent was sent too")
        .filteredOn(span -> !isRoot(span))
        .allSatisfy(span -> assertThat(parentOf(span).traceId()).isEqualTo(span.traceId()));
  }

  @Test
  void spansFollowTheConventionsOfTheirKind() {
    assertThat(collector.spans("llm"))
        .isNotEmpty()
        .allSatisfy(
            llm -> {
              assertThat(llm.kind()).isEqualTo(3);
              assertThat(llm.attributes())
                  .containsEntry("gen_ai.operation.name", "chat")
                  .containsEntry("gen_ai.provider.name", "aws.bedrock")
                  .containsKeys("gen_ai.request.model", "gen_ai.usage.input_tokens");
            });
    assertThat(collector.spans("BedrockRuntime.ConverseStream"))
        .isNotEmpty()
        .allSatisfy(
            client -> {
              assertThat(parentOf(client).name()).isEqualTo("llm");
              assertThat(client.attributes())
                  .containsEntry("rpc.system", "aws-api")
                  .containsEntry("gen_ai.provider.name", "aws.bedrock");
            });
    assertThat(collector.spans("Polly.SynthesizeSpeech"))
        .allSatisfy(client -> assertThat(parentOf(client).name()).isEqualTo("tts"));
    assertThat(collector.spans("db"))
        .allSatisfy(
            db -> {
              assertThat(parentOf(db).name()).isEqualTo("session");
              assertThat(db.attributes())
                  .containsEntry("db.system.name", "postgresql")
                  .containsKey("db.operation.name");
            });
    assertThat(collector.spans("end_of_turn"))
        .anySatisfy(it -> assertThat(it.attributes()).containsEntry("outcome", "turn over"));
  }

  @Test
  void metricsCarryTheirUnitsAndAttributes() {
    var metrics = collector.metrics();
    for (String latency : List.of("v2v", "stt", "llm_ttft", "tts")) {
      var metric = metric("voice.latency." + latency);
      assertThat(metric.unit()).isEqualTo("s");
      var all = point(metric, Map.of());
      assertThat(all.value()).as(latency).isGreaterThanOrEqualTo(3);
      assertThat(all.sum() / all.value()).as(latency).isBetween(0.0, 3.0);
    }
    assertThat(metric("session.count").unit()).isEqualTo("{session}");
    assertThat(point(metric("session.count"), Map.of("outcome", "completed")).value()).isEqualTo(2);
    assertThat(point(metric("session.active"), Map.of()).value()).isZero();
    assertThat(metrics)
        .doesNotContainKey("session.errors")
        .containsKeys(
            "voice.usage.llm.input",
            "voice.usage.tts",
            "voice.pacer.lateness",
            "db.client.operation.duration",
            "journal.depth",
            "journal.age",
            "worker.load",
            "worker.registered",
            "jvm.memory.used",
            "jvm.thread.count",
            "process.memory.usage",
            "process.memory.pss");
    assertThat(metric("jvm.memory.used").unit()).isEqualTo("By");
    assertThat(metric("aws.cost.daily").unit()).isEqualTo("{USD}");
    assertThat(metric("aws.cost.daily").points().keySet())
        .contains(Map.of("item", "transcribe"), Map.of("item", "polly.neural"));
  }

  @Test
  void theDaysCostIsKeptInTheDatabase(Stack stack) throws Exception {
    try (var connection = DriverManager.getConnection(stack.postgres().jdbcUrl());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT item, amount, usd FROM cost_days WHERE item = 'polly.neural'")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong("amount")).isPositive();
      assertThat(rows.getDouble("usd")).isPositive();
    }
  }

  /**
   * The worker cannot know how long sound travels. The reply itself tells: it is played when its
   * span begins, and heard when the caller says. Both ways are taken to be the same, which holds
   * for the turns whose replies were not held up on theirs.
   */
  @Test
  void voiceToVoiceAgreesWithWhatTheCallerMeasures() {
    String trace =
        collector.spans("session").stream()
            .min(Comparator.comparingLong(Span::startNanos))
            .orElseThrow()
            .traceId();
    List<Span> replies = ofTrace(trace, "playout").skip(1).toList(); // the greeting is the first
    List<Long> told =
        ofTrace(trace, "turn")
            .map(span -> span.attributes().get("voice_to_voice_ms"))
            .filter(Objects::nonNull)
            .map(Long::valueOf)
            .toList();
    assertThat(told).hasSameSizeAs(turns);
    assertThat(replies).hasSameSizeAs(turns);

    var oneWay = new ArrayList<Long>();
    for (int turn = 0; turn < turns.size(); turn++) {
      long played = replies.get(turn).startNanos() / 1_000_000;
      oneWay.add(turns.get(turn).path("began_at_ms").asLong() - played);
    }
    long least = Collections.min(oneWay);
    assertThat(least).as("one way in ms, by turns: %s", oneWay).isBetween(0L, 300L);
    for (int turn = 0; turn < turns.size(); turn++) {
      if (oneWay.get(turn) <= least + HELD_UP_MS) {
        assertThat(told.get(turn) + 2 * oneWay.get(turn))
            .as("turn %d; told %s, measured %s, one way %s", turn + 1, told, turns, oneWay)
            .isCloseTo(
                turns.get(turn).path("voice_to_voice_ms").asLong(), within((long) AGREEMENT_MS));
      }
    }
  }

  private static Stream<Span> ofTrace(String trace, String name) {
    return collector.spans(name).stream()
        .filter(span -> span.traceId().equals(trace))
        .sorted(Comparator.comparingLong(Span::startNanos));
  }

  @Test
  void everyLineOfACallSaysWhichCallItIsOf() {
    Set<String> traces = collector.spans().stream().map(Span::traceId).collect(Collectors.toSet());
    Set<String> spans = collector.spans().stream().map(Span::spanId).collect(Collectors.toSet());
    List<JsonNode> ofCalls = log.stream().filter(line -> line.has("job")).toList();
    assertThat(ofCalls.stream().filter(line -> text(line, "message").startsWith("Session over")))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line.has("session")).isTrue());
    assertThat(ofCalls)
        .allSatisfy(
            line -> {
              assertThat(text(line, "room")).startsWith("e2e-");
              assertThat(traces).contains(text(line, "trace_id"));
              assertThat(spans).contains(text(line, "span_id"));
            });
    assertThat(log.stream().filter(line -> !line.has("job")).map(line -> text(line, "logger")))
        .noneMatch(logger -> logger.contains(".application.session.VoiceSession"))
        .noneMatch(logger -> logger.contains(".application.speaking.Reply"));
  }

  @Test
  void neitherLogNorTelemetryHoldsASecretOrAnythingThatWasSaid() {
    var never = new TreeSet<String>();
    CLIPS.stream()
        .flatMap(clip -> Stream.of(Stack.words(clip), Stack.replyTo(clip)))
        .flatMap(text -> Stream.of(text.split("(?<=[。！？.!?])", -1)))
        .map(String::strip)
        .filter(sentence -> sentence.length() > 3)
        .forEach(never::add);
    never.add(Stack.GREETING);
    never.add(ADMIN_KEY);
    Stream.of("LIVEKIT_API_SECRET", "AWS_SECRET_ACCESS_KEY", "DATABASE_URL")
        .map(name -> Objects.requireNonNull(environment.get(name), name))
        .forEach(never::add);
    assertThat(never).hasSizeGreaterThan(10);

    String told = collector.everything();
    assertThat(never).allSatisfy(words -> assertThat(output).doesNotContain(words));
    assertThat(never).allSatisfy(words -> assertThat(told).doesNotContain(words));
  }

  private static Metric metric(String name) {
    return Objects.requireNonNull(collector.metrics().get(name), name);
  }

  private static Point point(Metric metric, Map<String, String> attributes) {
    return Objects.requireNonNull(metric.points().get(attributes), metric::name);
  }

  private static Set<String> names(Span session) {
    return collector.spans().stream()
        .filter(span -> span.traceId().equals(session.traceId()))
        .map(Span::name)
        .collect(Collectors.toSet());
  }

  private static boolean isRoot(Span span) {
    return span.parentId().isEmpty();
  }

  private static Span parentOf(Span child) {
    return collector.spans().stream()
        .filter(span -> span.spanId().equals(child.parentId()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no parent of " + child));
  }

  private static String text(JsonNode line, String field) {
    return line.path(field).asText();
  }

  private static JsonNode json(ObjectMapper mapper, String line) {
    try {
      return mapper.readTree(line);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError("not JSON: " + line, e);
    }
  }
}
