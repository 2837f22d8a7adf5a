package io.echosphere.adapter.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.Telemetry.Latency;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class PrometheusServerTest {
  @Test
  void prometheusReadsTheSameMetricsOnAPortOfItsOwn() throws Exception {
    var settings =
        new TelemetrySettings(
            true,
            Map.of("OTEL_TRACES_EXPORTER", "none", "OTEL_METRICS_EXPORTER", "none"),
            false,
            Map.of(),
            Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    try (var handle = TelemetryHandle.start(settings, (_, _, _) -> {});
        var client = HttpClient.newHttpClient()) {
      handle.observe(new FixedFigures());
      var call = handle.telemetry().call("job", "room");
      call.latency(Latency.VOICE_TO_VOICE, Duration.ofMillis(600));
      call.end(true, "caller left");
      var base = "http://127.0.0.1:" + handle.prometheusPort();

      var answer = get(client, base + "/metrics");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/plain; version=0.0.4");
      assertThat(answer.body().lines())
          .contains(
              "# TYPE voice_latency_v2v_seconds histogram",
              "voice_latency_v2v_seconds_bucket{le=\"0.6\"} 1",
              "voice_latency_v2v_seconds_bucket{le=\"+Inf\"} 1",
              "voice_latency_v2v_seconds_count 1",
              "session_count_total{outcome=\"completed\"} 1",
              "journal_depth 3",
              "journal_age_seconds 4.5",
              "journal_dropped_total 1",
              "worker_load_ratio 0.25",
              "worker_accepting_ratio 1",
              "aws_cost_daily{item=\"polly.neural\"} 1.5",
              "aws_cost_limit 20",
              "aws_usage_unpriced{item=\"bedrock.new.input\"} 7")
          .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{jvm_memory_type=\"heap\"} "));
      assertThat(get(client, base + "/").statusCode()).isEqualTo(404);
    }
  }

  private static HttpResponse<String> get(HttpClient client, String url) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** A worker that stands still. */
  private static final class FixedFigures implements WorkerFigures {
    @Override
    public Journal journal() {
      return new Journal(3, Duration.ofMillis(4_500), 1_000, 1, 0);
    }

    @Override
    public Standing standing() {
      return new Standing(0.25, true, true);
    }

    @Override
    public Cost cost() {
      return new Cost(
          Map.of("polly.neural", 1.5), Map.of("bedrock.new.input", 7L), OptionalDouble.of(20));
    }
  }
}
