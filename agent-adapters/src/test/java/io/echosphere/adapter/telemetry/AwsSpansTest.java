package io.echosphere.adapter.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.aws.AwsClients;
import io.echosphere.adapter.aws.AwsSettings;
import io.echosphere.application.tracing.CallContext;
import io.echosphere.simulator.aws.AwsSimulator;
import io.echosphere.simulator.aws.SimulatorSettings;
import io.echosphere.simulator.aws.call.Service;
import io.echosphere.simulator.aws.fault.Fault;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.polly.model.OutputFormat;
import software.amazon.awssdk.services.polly.model.VoiceId;

/** Spans of AWS clients, over the wire against the simulator. */
final class AwsSpansTest {
  private static final Map<String, String> CALL =
      Map.of(
          "trace_id", "0123456789abcdef0123456789abcdef",
          "span_id", "0123456789abcdef",
          "trace_flags", "01");
  private static final String WORDS = "こんにちは。";

  private final LinkedBlockingQueue<SpanData> spans = new LinkedBlockingQueue<>();
  private final SdkTracerProvider tracers =
      SdkTracerProvider.builder()
          .addSpanProcessor(SimpleSpanProcessor.create(new Queueing(spans)))
          .build();
  private AwsSimulator simulator;
  private AwsClients clients;

  @BeforeEach
  void start() throws Exception {
    simulator = AwsSimulator.start(SimulatorSettings.defaults().immediate());
    var settings =
        new AwsSettings(
            "ap-northeast-1",
            Optional.of(simulator.endpoint()),
            Optional.of(
                () ->
                    StaticCredentialsProvider.create(
                        AwsBasicCredentials.create("simulator", "simulator"))));
    clients = new AwsClients(settings, () -> Optional.of(new AwsSpans(tracers.get("test"))));
  }

  @AfterEach
  void stop() {
    clients.close();
    simulator.close();
    tracers.close();
  }

  @Test
  void aRequestForACallIsASpanBelowTheOneThatAsked() throws Exception {
    CallContext.NONE.with(CALL).get(this::speak).get(30, TimeUnit.SECONDS);

    var span = only();
    assertThat(span.getName()).isEqualTo("Polly.SynthesizeSpeech");
    assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(span.getTraceId()).isEqualTo(CALL.get("trace_id"));
    assertThat(span.getParentSpanId()).isEqualTo(CALL.get("span_id"));
    assertThat(span.getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("rpc.system"), "aws-api")
        .containsEntry(AttributeKey.stringKey("rpc.service"), "Polly")
        .containsEntry(AttributeKey.stringKey("rpc.method"), "SynthesizeSpeech")
        .containsEntry(AttributeKey.stringKey("cloud.region"), "ap-northeast-1")
        .containsEntry(AttributeKey.longKey("http.response.status_code"), 200L);
    assertThat(span.toString()).doesNotContain(WORDS);
  }

  @Test
  void aRefusedRequestSaysWhyWithoutTheServicesMessage() throws Exception {
    simulator.faults().next(Service.POLLY, Fault.refuse(400, "InvalidSsmlException"));

    var answer = CallContext.NONE.with(CALL).get(this::speak);

    assertThat(answer).failsWithin(30, TimeUnit.SECONDS);
    var span = only();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getStatus().getDescription()).isEmpty();
    assertThat(span.getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("error.type"), "InvalidSsmlException")
        .containsEntry(AttributeKey.longKey("http.response.status_code"), 400L);
  }

  @Test
  void aRequestForNoCallHasNoSpan() throws Exception {
    speak().get(30, TimeUnit.SECONDS);

    assertThat(spans).isEmpty();
  }

  /** The SDK may load classes and wait for credentials: it is asked on a thread of its own. */
  @Test
  void whoBeginsACallOnAnotherThreadTakesItsCallAlong() throws Exception {
    var answer = new CompletableFuture<Object>();

    CallContext.NONE
        .with(CALL)
        .run(
            () ->
                clients.begin(
                    () -> {
                      var _ = speak().whenComplete((_, _) -> answer.complete(""));
                    }));

    answer.get(30, TimeUnit.SECONDS);
    assertThat(only().getParentSpanId()).isEqualTo(CALL.get("span_id"));
  }

  private CompletableFuture<?> speak() {
    return clients
        .polly()
        .synthesizeSpeech(
            request ->
                request
                    .text(WORDS)
                    .voiceId(VoiceId.KAZUHA)
                    .engine("neural")
                    .sampleRate("16000")
                    .outputFormat(OutputFormat.PCM),
            AsyncResponseTransformer.toBytes());
  }

  /** Interceptors may be told a moment after whoever asked. */
  private SpanData only() throws InterruptedException {
    var span = spans.poll(30, TimeUnit.SECONDS);
    assertThat(spans).isEmpty();
    return Objects.requireNonNull(span, "no span");
  }

  /** Hands spans on as they end. */
  private record Queueing(LinkedBlockingQueue<SpanData> queue) implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> ended) {
      queue.addAll(ended);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
