package io.echosphere.adapter.telemetry;

import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.Telemetry;
import io.echosphere.domain.session.SessionId;
import java.time.Duration;

/** Telemetry switched off ({@code OTEL_ENABLED=false}): forgets everything. */
final class NoTelemetry implements Telemetry {
  @Override
  public CallTrace call(String jobId, String roomName) {
    return new NoTrace();
  }

  @Override
  public void framesDropped(Direction direction, int frames) {}

  @Override
  public void circuitOpened(String name) {}

  @Override
  public void pacerBeat(long latenessNanos, int underruns) {}

  @Override
  public void reconnected(Reconnection way, boolean success) {}

  private static final class NoTrace implements CallTrace {
    @Override
    public void identified(SessionId session) {}

    @Override
    public Span begin(Activity activity) {
      return new NoSpan();
    }

    @Override
    public void latency(Latency latency, Duration value) {}

    @Override
    public void used(Amount amount, long value) {}

    @Override
    public void failed(String service, Failure failure) {}

    @Override
    public String traceId() {
      return "";
    }

    @Override
    public void end(boolean success, String reason) {}
  }

  private static final class NoSpan implements Span {
    @Override
    public Span begin(Activity activity) {
      return this;
    }

    @Override
    public void note(String key, long value) {}

    @Override
    public void failed(Failure failure) {}

    @Override
    public void end() {}
  }
}
