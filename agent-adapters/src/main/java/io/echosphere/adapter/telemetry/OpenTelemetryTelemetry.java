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
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Telemetry by OpenTelemetry: one trace a call, and the documented metrics, whose exemplars point
 * at that trace. Thread-safe.
 */
final class OpenTelemetryTelemetry implements Telemetry {
  static final String SCOPE = "io.echosphere";
  static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");
  private static final AttributeKey<String> WAY = AttributeKey.stringKey("way");
  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service");
  private static final AttributeKey<String> DIRECTION = AttributeKey.stringKey("direction");
  private static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.response.model");
  private static final AttributeKey<String> LANGUAGE = AttributeKey.stringKey("language");
  private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("db.operation.name");
  private static final AttributeKey<String> DATABASE = AttributeKey.stringKey("db.system.name");
  private static final Attributes IN = Attributes.of(DIRECTION, "in");
  private static final Attributes OUT = Attributes.of(DIRECTION, "out");
  private static final double NANOS = 1e9;

  private final Tracer tracer;
  private final Instruments instruments;
  private final Manner manner;
  private final Parents parents = new Parents();

  OpenTelemetryTelemetry(OpenTelemetry sdk, Manner manner) {
    this.tracer = sdk.getTracer(SCOPE);
    this.instruments = new Instruments(sdk.getMeter(SCOPE));
    this.manner = manner;
  }

  /**
   * How it is told.
   *
   * @param captureSpeech whether words that were said are kept
   * @param about what every span of an activity says of itself, such as which model is asked
   * @param meter also hears what is used
   */
  record Manner(
      boolean captureSpeech, Map<Activity, Map<String, String>> about, Telemetry.Meter meter) {
    Manner {
      about = Map.copyOf(about);
    }
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

  @Override
  public Span statement(String operation) {
    var parent = parents.ofThisThread();
    var span =
        parent.isPresent()
            ? tracer
                .spanBuilder("db")
                .setParent(parent.get())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(DATABASE, "postgresql")
                .setAttribute(OPERATION, operation)
                .startSpan()
            : io.opentelemetry.api.trace.Span.getInvalid();
    var below = Context.root().with(span);
    return new Statement(new OneSpan(span, below, Instant.now()), operation);
  }

  private Span begin(Activity activity, Context parent, Duration ago) {
    var builder =
        tracer
            .spanBuilder(activity.name().toLowerCase(Locale.ROOT))
            .setParent(parent)
            .setSpanKind(
                switch (activity) {
                  case STT, LLM, TTS -> SpanKind.CLIENT;
                  case JOIN, TURN, END_OF_TURN, PLAYOUT, INTERRUPTION -> SpanKind.INTERNAL;
                });
    var began = Instant.now().minus(ago);
    if (ago.isPositive()) {
      builder.setStartTimestamp(began);
    }
    if (activity == Activity.LLM) {
      builder.setAttribute("gen_ai.operation.name", "chat");
    }
    manner.about().getOrDefault(activity, Map.of()).forEach(builder::setAttribute);
    var span = builder.startSpan();
    return new OneSpan(span, parent.with(span), began);
  }

  private static String type(Failure failure) {
    return failure.kind().name().toLowerCase(Locale.ROOT);
  }

  private static Attributes counted(Amount amount, String of) {
    if (of.isEmpty()) {
      return Attributes.empty();
    }
    return switch (amount) {
      case LLM_INPUT_TOKENS, LLM_OUTPUT_TOKENS -> Attributes.of(MODEL, of);
      case TTS_CHARACTERS -> Attributes.of(LANGUAGE, of);
      case STT_SECONDS, WASTED_TOKENS, WASTED_CHARACTERS, FALSE_INTERRUPTIONS -> Attributes.empty();
    };
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
      parents.remember(session.toString(), context);
    }

    @Override
    public Span begin(Activity activity, Duration ago) {
      return OpenTelemetryTelemetry.this.begin(activity, context, ago);
    }

    @Override
    public void latency(Latency latency, Duration value) {
      instruments
          .latency(latency)
          .record(Math.max(0, value.toNanos()) / NANOS, Attributes.empty(), context);
    }

    @Override
    public void used(Amount amount, String of, long value) {
      long atLeast = Math.max(0, value);
      manner.meter().used(amount, of, atLeast);
      instruments.used(amount).add(atLeast, counted(amount, of), context);
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
    public Map<String, String> ids() {
      return Parents.ids(span.getSpanContext());
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
    private final Instant began;

    private OneSpan(io.opentelemetry.api.trace.Span span, Context context, Instant began) {
      this.span = span;
      this.context = context;
      this.began = began;
    }

    @Override
    public Span begin(Activity below) {
      return OpenTelemetryTelemetry.this.begin(below, context, Duration.ZERO);
    }

    @Override
    public void note(String key, long value) {
      span.setAttribute(key, value);
    }

    @Override
    public void note(String key, String value) {
      span.setAttribute(key, value);
    }

    @Override
    public void words(Speaker speaker, String text) {
      if (manner.captureSpeech()) {
        span.setAttribute(
            speaker == Speaker.CALLER ? "gen_ai.input.messages" : "gen_ai.output.messages",
            Words.message(speaker, text));
      }
    }

    @Override
    public Map<String, String> ids() {
      return Parents.ids(span.getSpanContext());
    }

    @Override
    public void failed(Failure failure) {
      span.setAttribute(ERROR_TYPE, type(failure));
      span.setStatus(StatusCode.ERROR, failure.detail());
    }

    @Override
    public void endAgo(Duration ago) {
      if (!ago.isPositive()) {
        span.end();
        return;
      }
      var then = Instant.now().minus(ago);
      span.end(then.isBefore(began) ? began : then);
    }
  }

  /** A statement to the database: a span below a call's if there is one, and always a duration. */
  private final class Statement implements Span {
    private final Span span;
    private final String operation;
    private final long beganNanos = System.nanoTime();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile String error = "";

    private Statement(Span span, String operation) {
      this.span = span;
      this.operation = operation;
    }

    @Override
    public Span begin(Activity activity) {
      return span.begin(activity);
    }

    @Override
    public void note(String key, long value) {
      span.note(key, value);
    }

    @Override
    public void note(String key, String value) {
      span.note(key, value);
    }

    @Override
    public void words(Speaker speaker, String text) {
      // statements hold everything that was said: none of it goes out with them
    }

    @Override
    public Map<String, String> ids() {
      return span.ids();
    }

    @Override
    public void failed(Failure failure) {
      error = type(failure);
      span.failed(failure);
    }

    @Override
    public void endAgo(Duration ago) {
      if (!over.compareAndSet(false, true)) {
        return;
      }
      var attributes = Attributes.builder().put(DATABASE, "postgresql").put(OPERATION, operation);
      if (!error.isEmpty()) {
        attributes.put(ERROR_TYPE, error);
      }
      instruments.statements().record((System.nanoTime() - beganNanos) / NANOS, attributes.build());
      span.endAgo(ago);
    }
  }
}
