package io.echosphere.adapter.telemetry;

import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.Telemetry;
import io.echosphere.domain.session.SessionId;
import java.time.Duration;
import java.util.Map;

/**
 * Telemetry switched off ({@code OTEL_ENABLED=false}): forgets everything but what costs money.
 *
 * @param meter hears what is used
 */
record NoTelemetry(Telemetry.Meter meter) implements Telemetry {
  @Override
  public CallTrace call(String jobId, String roomName) {
    return new NoTrace(meter);
  }

  @Override
  public void framesDropped(Direction direction, int frames) {}

  @Override
  public void circuitOpened(String name) {}

  @Override
  public void pacerBeat(long latenessNanos, int underruns) {}

  @Override
  public void reconnected(Reconnection way, boolean success) {}

  @Override
  public Span statement(String operation) {
    return Span.NONE;
  }

  private record NoTrace(Telemetry.Meter meter) implements CallTrace {
    @Override
    public void identified(SessionId session) {}

    @Override
    public Span begin(Activity activity, Duration ago) {
      return Span.NONE;
    }

    @Override
    public void latency(Latency latency, Duration value) {}

    @Override
    public void used(Amount amount, String of, long value) {
      meter.used(amount, of, Math.max(0, value));
    }

    @Override
    public void failed(String service, Failure failure) {}

    @Override
    public String traceId() {
      return "";
    }

    @Override
    public Map<String, String> ids() {
      return Map.of();
    }

    @Override
    public void end(boolean success, String reason) {}
  }
}
