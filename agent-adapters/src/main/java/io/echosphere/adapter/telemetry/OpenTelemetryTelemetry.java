package io.echosphere.adapter.telemetry;

import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.Telemetry;
import io.echosphere.domain.session.SessionId;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Telemetry by OpenTelemetry: one trace a call, and the documented metrics, whose exemplars point
 * at that trace. Thread-safe.
 */
final class OpenTelemetryTelemetry implements Telemetry {
  private static final String SCOPE = "io.echosphere";
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");
  private static final AttributeKey<String> WAY = AttributeKey.stringKey("way");
  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service");
  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
  private static final AttributeKey<String> DIRECTION = AttributeKey.stringKey("direction");
  private static final Attributes IN = Attributes.of(DIRECTION, "in");
  private static final Attributes OUT = Attributes.of(DIRECTION, "out");
  private static final double NANOS = 1e9;

  private final Tracer tracer;
  private final Instruments instruments;

  OpenTelemetryTelemetry(OpenTelemetry sdk) {
    tracer = sdk.getTracer(SCOPE);
    instruments = new Instruments(sdk.getMeter(SCOPE));
  }

  @Override
  public CallTrace call(String jobId, String roomName) {
    var span =
        tracer
            .spanBuilder("session")
            .setNoParent()
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("livekit.job.id", jobId)
            .setAttribute("livekit.room.name", roomName)
            .startSpan();
    instruments.activeSessions().add(1);
    return new OneCall(span);
  }

  @Override
  public void framesDropped(Direction direction, int frames) {
    instruments.framesDropped().add(frames, direction == Direction.IN ? IN : OUT);
  }

  @Override
  public void circuitOpened(String name) {
    instruments.circuitsOpened().add(1, Attributes.of(SERVICE, name));
  }

  @Override
  public void pacerBeat(long latenessNanos, int underruns) {
    instruments.pacerLateness().record(latenessNanos / NANOS);
    if (underruns > 0) {
      instruments.underruns().add(underruns);
    }
  }

  @Override
  public void reconnected(Reconnection way, boolean success) {
    instruments
        .reconnects()
        .add(
            1,
            Attributes.of(
                WAY,
                way.name().toLowerCase(Locale.ROOT),
                OUTCOME,
                success ? "completed" : "failed"));
  }

  private Span begin(Activity activity, Context parent) {
    var span =
        tracer
            .spanBuilder(activity.name().toLowerCase(Locale.ROOT))
            .setParent(parent)
            .setSpanKind(
                switch (activity) {
                  case STT, LLM, TTS -> SpanKind.CLIENT;
                  case JOIN, TURN, PLAYOUT -> SpanKind.INTERNAL;
                })
            .startSpan();
    if (activity == Activity.LLM) {
      span.setAttribute("gen_ai.operation.name", "chat");
    }
    return new OneSpan(span, parent.with(span));
  }

  private static String type(Failure failure) {
    return failure.kind().name().toLowerCase(Locale.ROOT);
  }

  /** One call's trace. */
  private final class OneCall implements CallTrace {
    private final io.opentelemetry.api.trace.Span span;
    private final Context context;
    private final AtomicBoolean over = new AtomicBoolean();

    private OneCall(io.opentelemetry.api.trace.Span span) {
      this.span = span;
      this.context = Context.root().with(span);
    }

    @Override
    public void identified(SessionId session) {
      span.setAttribute("session.id", session.toString());
    }

    @Override
    public Span begin(Activity activity) {
      return OpenTelemetryTelemetry.this.begin(activity, context);
    }

    @Override
    public void latency(Latency latency, Duration value) {
      instruments
          .latency(latency)
          .record(Math.max(0, value.toNanos()) / NANOS, Attributes.empty(), context);
    }

    @Override
    public void used(Amount amount, long value) {
      instruments.used(amount).add(Math.max(0, value), Attributes.empty(), context);
    }

    @Override
    public void failed(String service, Failure failure) {
      instruments
          .errors()
          .add(1, Attributes.of(SERVICE, service, ERROR_TYPE, type(failure)), context);
      span.addEvent(
          "failure",
          Attributes.of(
              SERVICE,
              service,
              ERROR_TYPE,
              type(failure),
              AttributeKey.stringKey("detail"),
              failure.detail()));
    }

    @Override
    public String traceId() {
      return span.getSpanContext().isValid() ? span.getSpanContext().getTraceId() : "";
    }

    @Override
    public void end(boolean success, String reason) {
      if (!over.compareAndSet(false, true)) {
        return;
      }
      instruments.activeSessions().add(-1);
      instruments
          .sessions()
          .add(1, Attributes.of(OUTCOME, success ? "completed" : "failed"), context);
      span.setAttribute("session.end_reason", reason);
      if (!success) {
        instruments
            .errors()
            .add(1, Attributes.of(SERVICE, "session", ERROR_TYPE, "failed"), context);
        span.setStatus(StatusCode.ERROR, reason);
      }
      span.end();
    }
  }

  /** One span below a call's. */
  private final class OneSpan implements Span {
    private final io.opentelemetry.api.trace.Span span;
    private final Context context;

    private OneSpan(io.opentelemetry.api.trace.Span span, Context context) {
      this.span = span;
      this.context = context;
    }

    @Override
    public Span begin(Activity activity) {
      return OpenTelemetryTelemetry.this.begin(activity, context);
    }

    @Override
    public void note(String key, long value) {
      // OpenTelemetry's semantic conventions for generative AI, where they have a name.
      span.setAttribute(
          switch (key) {
            case "tokens.input" -> "gen_ai.usage.input_tokens";
            case "tokens.output" -> "gen_ai.usage.output_tokens";
            default -> key;
          },
          value);
    }

    @Override
    public void failed(Failure failure) {
      span.setAttribute(ERROR_TYPE, type(failure));
      span.setStatus(StatusCode.ERROR, failure.detail());
    }

    @Override
    public void end() {
      span.end();
    }
  }
}
