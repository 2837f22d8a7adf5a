package io.echosphere.adapter.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.telemetry.OpenTelemetryTelemetry.Manner;
import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.Telemetry;
import io.echosphere.application.port.out.Telemetry.Activity;
import io.echosphere.application.port.out.Telemetry.Amount;
import io.echosphere.application.port.out.Telemetry.Latency;
import io.echosphere.application.port.out.Telemetry.Speaker;
import io.echosphere.application.tracing.CallContext;
import io.echosphere.domain.session.SessionId;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

final class OpenTelemetryTelemetryTest {
  private static final Failure THROTTLED = new Failure(FailureKind.THROTTLED, "Polly is busy");

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(spans))
                  .build())
          .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(metrics).build())
          .build();
  private final Map<String, Long> metered = new HashMap<>();
  private final Telemetry telemetry = telling(false);

  private Telemetry telling(boolean words) {
    return new OpenTelemetryTelemetry(
        sdk,
        new Manner(
            words,
            Map.of(Activity.LLM, Map.of("gen_ai.request.model", "haiku")),
            (amount, of, value) -> metered.merge(amount + " " + of, value, Long::sum)));
  }

  @AfterEach
  void close() {
    sdk.close();
  }

  @Test
  void aCallIsOneTraceWithItsSpansBelowTheSession() {
    var call = telemetry.call("AJ_1", "room 1");
    call.identified(new SessionId(new UUID(7, 8)));
    call.begin(Activity.JOIN).end();
    var turn = call.begin(Activity.TURN);
    for (var activity :
        new Activity[] {
          Activity.STT, Activity.END_OF_TURN, Activity.LLM, Activity.TTS, Activity.PLAYOUT
        }) {
      turn.begin(activity).end();
    }
    turn.end();
    call.begin(Activity.INTERRUPTION).end();
    call.end(true, "caller left");

    var byName = finished();
    assertThat(byName.keySet())
        .containsExactlyInAnyOrder(
            "session",
            "join",
            "turn",
            "stt",
            "end_of_turn",
            "llm",
            "tts",
            "playout",
            "interruption");
    assertThat(byName.values()).extracting(SpanData::getTraceId).containsOnly(call.traceId());
    assertThat(span("join").getParentSpanId()).isEqualTo(span("session").getSpanId());
    assertThat(span("llm").getParentSpanId()).isEqualTo(span("turn").getSpanId());
    assertThat(span("llm").getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(span("session").getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("livekit.job.id"), "AJ_1")
        .containsEntry(AttributeKey.stringKey("livekit.room.name"), "room 1")
        .containsEntry(AttributeKey.stringKey("session.id"), "00000000-0000-0007-0000-000000000008")
        .containsEntry(AttributeKey.stringKey("session.end_reason"), "caller left");
  }

  @Test
  void twoCallsAreTwoTraces() {
    assertThat(telemetry.call("a", "r").traceId())
        .hasSize(32)
        .isNotEqualTo(telemetry.call("b", "r").traceId());
  }

  @Test
  void aFailedSpanSaysWhyAndNotesBecomeItsNumbers() {
    var span = telemetry.call("a", "r").begin(Activity.LLM);
    span.note("gen_ai.usage.output_tokens", 42);
    span.note("outcome", "failed");
    span.note("clauses", 3);
    span.failed(THROTTLED);
    span.end();
    span.end();

    var llm = span("llm");
    assertThat(llm.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(llm.getStatus().getDescription()).isEqualTo("Polly is busy");
    assertThat(llm.getAttributes().asMap())
        .containsEntry(AttributeKey.longKey("gen_ai.usage.output_tokens"), 42L)
        .containsEntry(AttributeKey.longKey("clauses"), 3L)
        .containsEntry(AttributeKey.stringKey("error.type"), "throttled");
  }

  @Test
  void latenciesAreHistogramsInSecondsUnderTheirDocumentedNames() {
    var call = telemetry.call("a", "r");
    call.latency(Latency.VOICE_TO_VOICE, Duration.ofMillis(640));
    call.latency(Latency.VOICE_TO_VOICE, Duration.ofMillis(760));
    call.latency(Latency.STT, Duration.ofMillis(200));
    call.latency(Latency.LLM_TTFT, Duration.ofMillis(300));
    call.latency(Latency.TTS, Duration.ofMillis(-1));

    assertThat(metric("voice.latency.v2v").getUnit()).isEqualTo("s");
    var point = distribution("voice.latency.v2v");
    assertThat(point.getCount()).isEqualTo(2);
    assertThat(point.getSum()).isEqualTo(1.4);
    assertThat(point.getBoundaries()).contains(0.6, 0.7, 0.8);
    assertThat(collected())
        .containsKeys("voice.latency.stt", "voice.latency.llm_ttft", "voice.latency.tts");
    assertThat(distribution("voice.latency.tts").getSum()).isZero();
  }

  @Test
  void sessionsAndErrorsAreCountedOnceEach() {
    var good = telemetry.call("a", "r");
    good.end(true, "caller left");
    good.end(false, "told twice");
    var bad = telemetry.call("b", "r");
    bad.failed("tts", THROTTLED);
    bad.end(false, "three failures in a row");
    telemetry.call("c", "r");

    assertThat(sums("session.count", "outcome")).isEqualTo(Map.of("completed", 1L, "failed", 1L));
    assertThat(sums("session.errors", "service")).isEqualTo(Map.of("tts", 1L, "session", 1L));
    assertThat(sum("session.active")).isEqualTo(1);
  }

  @Test
  void audioHealthIsMeasured() {
    telemetry.framesDropped(Telemetry.Direction.IN, 4);
    telemetry.framesDropped(Telemetry.Direction.OUT, 1);
    telemetry.framesDropped(Telemetry.Direction.IN, 2);
    telemetry.pacerBeat(300_000, 0);
    telemetry.pacerBeat(45_000_000, 2);

    assertThat(sums("voice.frames.dropped", "direction")).isEqualTo(Map.of("in", 6L, "out", 1L));
    assertThat(sum("voice.playout.underruns")).isEqualTo(2);
    var lateness = distribution("voice.pacer.lateness");
    assertThat(lateness.getCount()).isEqualTo(2);
    assertThat(lateness.getMax()).isEqualTo(0.045);
  }

  @Test
  void aSpanMayHaveBegunAndEndedBeforeItIsTold() {
    var span = telemetry.call("a", "r").begin(Activity.STT, Duration.ofMillis(500));
    span.endAgo(Duration.ofMillis(200));

    var stt = span("stt");
    assertThat(stt.getEndEpochNanos() - stt.getStartEpochNanos())
        .isBetween(290_000_000L, 310_000_000L);
  }

  /** The last words may have come before the voice ended. */
  @Test
  void aSpanNeverEndsBeforeItBegan() {
    telemetry
        .call("a", "r")
        .begin(Activity.STT, Duration.ofMillis(100))
        .endAgo(Duration.ofSeconds(9));

    assertThat(span("stt").getEndEpochNanos()).isEqualTo(span("stt").getStartEpochNanos());
  }

  @Test
  void whatIsSaidGoesOutOnlyWhereTheOperatorWantsIt() {
    var silent = telemetry.call("a", "r").begin(Activity.LLM);
    silent.words(Speaker.CALLER, "my secret");
    silent.end();
    assertThat(span("llm").getAttributes().asMap().toString()).doesNotContain("my secret");
    spans.reset();

    var telling = telling(true).call("a", "r").begin(Activity.LLM);
    telling.words(Speaker.CALLER, "say \"hi\"");
    telling.words(Speaker.AGENT, "hi");
    telling.end();

    assertThat(span("llm").getAttributes().asMap())
        .containsEntry(
            AttributeKey.stringKey("gen_ai.input.messages"),
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"say \\\"hi\\\"\"}]}]")
        .containsEntry(
            AttributeKey.stringKey("gen_ai.output.messages"),
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"hi\"}]}]");
  }

  @Test
  void spansSayWhatIsKnownOfTheirService() {
    telemetry.call("a", "r").begin(Activity.LLM).end();

    assertThat(span("llm").getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("gen_ai.operation.name"), "chat")
        .containsEntry(AttributeKey.stringKey("gen_ai.request.model"), "haiku");
  }

  @Test
  void whatIsUsedIsCountedByModelOrLanguageAndToldToTheMeter() {
    var call = telemetry.call("a", "r");
    call.used(Amount.LLM_INPUT_TOKENS, "haiku", 100);
    call.used(Amount.LLM_INPUT_TOKENS, "haiku", 20);
    call.used(Amount.LLM_INPUT_TOKENS, "sonnet", 3);
    call.used(Amount.TTS_CHARACTERS, "ja-JP", 7);

    assertThat(sums("voice.usage.llm.input", "gen_ai.response.model"))
        .isEqualTo(Map.of("haiku", 120L, "sonnet", 3L));
    assertThat(sums("voice.usage.tts", "language")).isEqualTo(Map.of("ja-JP", 7L));
    assertThat(metered)
        .isEqualTo(
            Map.of(
                "LLM_INPUT_TOKENS haiku", 120L,
                "LLM_INPUT_TOKENS sonnet", 3L,
                "TTS_CHARACTERS ja-JP", 7L));
  }

  /** The recorder's thread knows the session of what it stores, and nothing else of the call. */
  @Test
  void aStatementBelongsToTheCallOfItsThreadOrOfItsSession() {
    var call = telemetry.call("a", "r");
    var id = new SessionId(new UUID(7, 8));
    call.identified(id);
    call.end(true, "caller left");

    CallContext.NONE
        .with(Map.of("session", id.toString()))
        .run(() -> telemetry.statement("add message").end());

    assertThat(span("db").getTraceId()).isEqualTo(call.traceId());
    assertThat(span("db").getParentSpanId()).isEqualTo(span("session").getSpanId());
    assertThat(span("db").getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("db.operation.name"), "add message")
        .containsEntry(AttributeKey.stringKey("db.system.name"), "postgresql");
    assertThat(distribution("db.client.operation.duration").getCount()).isEqualTo(1);
  }

  @Test
  void aStatementForNoCallIsMeasuredAndHasNoSpan() {
    var statement = telemetry.statement("list sessions");
    statement.failed(new Failure(FailureKind.UNAVAILABLE, "the database is away"));
    statement.end();
    statement.end();

    assertThat(spans.getFinishedSpanItems()).isEmpty();
    var point = distribution("db.client.operation.duration");
    assertThat(point.getCount()).isEqualTo(1);
    assertThat(point.getAttributes().get(AttributeKey.stringKey("error.type")))
        .isEqualTo("unavailable");
  }

  @Test
  void aThreadThatWorksForACallNamesItsSpanInItsLog() {
    var call = telemetry.call("a", "r");
    var turn = call.begin(Activity.TURN);

    assertThat(turn.ids().get("trace_id")).isEqualTo(call.traceId());
    assertThat(turn.ids().get("span_id")).hasSize(16).isNotEqualTo(call.ids().get("span_id"));
    CallContext.NONE
        .with(turn.ids())
        .run(() -> assertThat(MDC.get("span_id")).isEqualTo(turn.ids().get("span_id")));
    assertThat(MDC.get("span_id")).isNull();
  }

  private Map<String, SpanData> finished() {
    return spans.getFinishedSpanItems().stream()
        .collect(Collectors.toMap(SpanData::getName, Function.identity()));
  }

  private Map<String, MetricData> collected() {
    return metrics.collectAllMetrics().stream()
        .collect(Collectors.toMap(MetricData::getName, Function.identity()));
  }

  private SpanData span(String name) {
    return Objects.requireNonNull(finished().get(name), name);
  }

  private MetricData metric(String name) {
    return Objects.requireNonNull(collected().get(name), name);
  }

  private HistogramPointData distribution(String name) {
    return metric(name).getHistogramData().getPoints().iterator().next();
  }

  private long sum(String name) {
    return metric(name).getLongSumData().getPoints().iterator().next().getValue();
  }

  private Map<String, Long> sums(String metric, String attribute) {
    return metric(metric).getLongSumData().getPoints().stream()
        .collect(
            Collectors.toMap(
                point ->
                    String.valueOf(point.getAttributes().get(AttributeKey.stringKey(attribute))),
                point -> point.getValue()));
  }
}
