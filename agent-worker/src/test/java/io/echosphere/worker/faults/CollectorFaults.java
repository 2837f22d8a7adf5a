package io.echosphere.worker.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** What can happen to the collector of telemetry. Nobody but the operator may notice. */
final class CollectorFaults {
  private static final String TOLD = "Telemetry is not taken by the collector";

  private CollectorFaults() {}

  /** Nothing listens where it should be. */
  static Fault down() {
    return new Down();
  }

  /** It takes connections and never answers. */
  static Fault silent() {
    try {
      return new Silent(new ServerSocket(0, 500, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> exportingTo(int port) {
    return Map.of(
        "OTEL_ENABLED",
        "true",
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "http://127.0.0.1:" + port,
        "OTEL_EXPORTER_OTLP_PROTOCOL",
        "http/protobuf",
        "OTEL_EXPORTER_OTLP_TIMEOUT",
        "2000",
        "OTEL_METRIC_EXPORT_INTERVAL",
        "1000",
        "OTEL_BSP_SCHEDULE_DELAY",
        "500");
  }

  private record Down() implements Fault {
    @Override
    public String name() {
      return "OTLP collector down";
    }

    @Override
    public Map<String, String> variables(FaultStack stack) {
      return exportingTo(1);
    }

    @Override
    public void check(Scene scene) throws Exception {
      scene.stack().worker().awaitLine(TOLD);
    }
  }

  private record Silent(ServerSocket socket) implements Fault {
    @Override
    public String name() {
      return "OTLP collector takes nothing and never answers";
    }

    @Override
    public Map<String, String> variables(FaultStack stack) {
      return exportingTo(socket.getLocalPort());
    }

    @Override
    public void check(Scene scene) throws Exception {
      scene.stack().worker().awaitLine(TOLD);
    }
  }
}
