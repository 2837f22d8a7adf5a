package io.echosphere.adapter.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.Telemetry;
import io.echosphere.application.port.out.Telemetry.Activity;
import io.echosphere.application.port.out.Telemetry.Latency;
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
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
  private final Telemetry telemetry = new OpenTelemetryTelemetry(sdk);

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
        new Activity[] {Activity.STT, Activity.LLM, Activity.TTS, Activity.PLAYOUT}) {
      turn.begin(activity).end();
    }
    turn.end();
    call.end(true, "caller left");

    var byName = finished();
    assertThat(byName.keySet())
        .containsExactlyInAnyOrder("session", "join", "turn", "stt", "llm", "tts", "playout");
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
    span.note("tokens.output", 42);
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
