package io.echosphere.adapter.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import io.echosphere.application.port.out.Telemetry;
import io.echosphere.application.port.out.Telemetry.Activity;
import io.echosphere.application.port.out.Telemetry.Latency;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.Protocol;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

final class TelemetryHandleTest {
  private static final Duration PROMPT = Duration.ofSeconds(5);
  private static final Telemetry.Meter UNMETERED = (_, _, _) -> {};

  private final Warnings warnings = new Warnings();

  @BeforeEach
  void listen() {
    warnings.begin();
  }

  @AfterEach
  void stopListening() {
    warnings.end();
  }

  @Test
  void aCollectorOverHttpGetsTracesAndMetricsOnCloseAtTheLatest() throws Exception {
    var received = new ConcurrentHashMap<String, String>();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var body = exchange.getRequestBody().readAllBytes();
          received.merge(
              exchange.getRequestURI().getPath(),
              new String(body, StandardCharsets.ISO_8859_1),
              String::concat);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    var environment =
        Map.of(
            "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
            "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort(),
            "OTEL_SERVICE_NAME", "tested-agent");
    try (var handle = started(environment)) {
      makeACall(handle);
    } finally {
      server.stop(0);
    }
    assertThat(received.get("/v1/traces")).contains("tested-agent", "session", "turn");
    assertThat(received.get("/v1/metrics"))
        .contains("tested-agent", "voice.latency.v2v", "session.count");
    assertThat(received.keySet()).containsExactlyInAnyOrder("/v1/traces", "/v1/metrics");
    assertThat(warnings.ours()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http/protobuf", "grpc"})
  void aMissingCollectorCostsOneWarningAndNoDelayAtTheEnd(String protocol) throws Exception {
    var environment = missing(protocol);
    environment.put("OTEL_BSP_SCHEDULE_DELAY", "20");
    environment.put("OTEL_METRIC_EXPORT_INTERVAL", "20");
    environment.put("OTEL_EXPORTER_OTLP_TIMEOUT", "200");
    try (var handle = started(environment)) {
      makeACall(handle);
      assertThat(warnings.await()).contains("OTEL_EXPORTER_OTLP_ENDPOINT");
      makeACall(handle);
      makeACall(handle);

      assertThat(timeToClose(handle)).isLessThan(PROMPT);
      assertThat(warnings.ours()).hasSize(1);
      assertThat(warnings.sdks()).isEmpty();
    }
  }

  @Test
  void aCollectorThatNeverAnswersDoesNotHoldUpTheEnd() throws Exception {
    try (var mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var handle =
            started(
                Map.of(
                    "OTEL_EXPORTER_OTLP_PROTOCOL",
                    "http/protobuf",
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    "http://127.0.0.1:" + mute.getLocalPort()))) {
      makeACall(handle);
      assertThat(timeToClose(handle)).isLessThan(PROMPT);
    }
  }

  @Test
  void switchedOffThereAreNoTracesAndNothingIsSent() {
    var off = TelemetrySettings.of(false, Map.of("OTEL_TRACES_EXPORTER", "nonsense"));
    try (var handle = TelemetryHandle.start(off, UNMETERED)) {
      makeACall(handle);
      assertThat(handle.telemetry().call("job", "room").traceId()).isEmpty();
    }
  }

  @Test
  void theStandardSwitchIsHonouredToo() {
    try (var handle = started(Map.of("OTEL_SDK_DISABLED", "true"))) {
      makeACall(handle);
      assertThat(handle.telemetry().call("job", "room").traceId()).isEmpty();
    }
  }

  @Test
  void aValueThatTheSdkRefusesIsNamed() {
    assertThatThrownBy(() -> started(Map.of("OTEL_TRACES_EXPORTER", "pigeon")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pigeon")
        .hasMessageContaining("OTEL_ENABLED=false");
  }

  @Test
  void aCollectorOverGrpcGetsTracesAndMetrics() throws Exception {
    var bodies = new ConcurrentHashMap<String, String>();
    try (var collector = new MockWebServer()) {
      collector.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
      collector.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              var body = request.getBody();
              bodies.merge(
                  String.valueOf(request.getUrl().encodedPath()),
                  body == null ? "" : body.string(StandardCharsets.ISO_8859_1),
                  String::concat);
              return new MockResponse.Builder()
                  .setHeader("Content-Type", "application/grpc")
                  .body(new Buffer().write(new byte[5]))
                  .trailers(Headers.of("grpc-status", "0"))
                  .build();
            }
          });
      collector.start();
      var environment =
          Map.of(
              "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + collector.getPort(),
              "OTEL_EXPORTER_OTLP_COMPRESSION", "none",
              "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
      try (var handle = started(environment)) {
        makeACall(handle);
      }
    }
    assertThat(bodies.get("/opentelemetry.proto.collector.trace.v1.TraceService/Export"))
        .contains("session", "turn");
    assertThat(bodies.get("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export"))
        .contains("voice.latency.v2v");
    assertThat(warnings.ours()).isEmpty();
  }

  private static TelemetryHandle started(Map<String, String> environment) {
    return TelemetryHandle.start(TelemetrySettings.of(true, environment), UNMETERED);
  }

  private static void makeACall(TelemetryHandle handle) {
    var call = handle.telemetry().call("job", "room");
    var turn = call.begin(Activity.TURN);
    call.latency(Latency.VOICE_TO_VOICE, Duration.ofMillis(600));
    turn.end();
    handle.telemetry().pacerBeat(1_000, 0);
    call.end(true, "caller left");
  }

  private static Duration timeToClose(TelemetryHandle handle) {
    long begin = System.nanoTime();
    handle.close();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static Map<String, String> missing(String protocol) throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new HashMap<>(
          Map.of(
              "OTEL_EXPORTER_OTLP_PROTOCOL",
              protocol,
              "OTEL_EXPORTER_OTLP_ENDPOINT",
              "http://127.0.0.1:" + socket.getLocalPort()));
    }
  }

  /** What reaches the log: through SLF4J from us, through java.util.logging from the SDK. */
  private static final class Warnings {
    private final Logger logger =
        (Logger) LoggerFactory.getLogger("io.echosphere.adapter.telemetry");
    private final java.util.logging.Logger root = java.util.logging.Logger.getLogger("");
    private final LinkedBlockingQueue<String> news = new LinkedBlockingQueue<>();
    private final List<String> ours = new CopyOnWriteArrayList<>();
    private final List<String> sdks = new CopyOnWriteArrayList<>();
    private final ListAppender<ILoggingEvent> appender =
        new ListAppender<>() {
          @Override
          protected void append(ILoggingEvent event) {
            ours.add(event.getFormattedMessage());
            news.add(event.getFormattedMessage());
          }
        };
    private final Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord logged) {
            String name = String.valueOf(logged.getLoggerName());
            if (name.startsWith("io.opentelemetry")
                && logged.getLevel().intValue() >= Level.WARNING.intValue()) {
              sdks.add(name + ": " + logged.getMessage());
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };

    void begin() {
      appender.start();
      logger.addAppender(appender);
      root.addHandler(handler);
    }

    void end() {
      logger.detachAppender(appender);
      root.removeHandler(handler);
    }

    String await() throws InterruptedException {
      return String.valueOf(news.poll(60, TimeUnit.SECONDS));
    }

    List<String> ours() {
      return List.copyOf(ours);
    }

    List<String> sdks() {
      return List.copyOf(sdks);
    }
  }
}
