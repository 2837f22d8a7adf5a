package io.echosphere.adapter.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Which span the work of a thread belongs to, by its diagnostic context: the span named there, or
 * the session's, which is known for a while after its end because what was said in it is stored
 * later. Thread-safe.
 */
final class Parents {
  private static final String TRACE = "trace_id";
  private static final String SPAN = "span_id";
  private static final String FLAGS = "trace_flags";

  /** Far more sessions than are under way or waiting to be stored; the oldest is forgotten. */
  private static final int REMEMBERED = 2_000;

  private final Map<String, Context> sessions =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Context> eldest) {
              return size() > REMEMBERED;
            }
          });

  /** A span's ids as logs name them; empty if there is no span. */
  static Map<String, String> ids(SpanContext span) {
    return span.isValid()
        ? Map.of(
            TRACE, span.getTraceId(), SPAN, span.getSpanId(), FLAGS, span.getTraceFlags().asHex())
        : Map.of();
  }

  /** The trace of a session that has become known. */
  void remember(String session, Context context) {
    sessions.put(session, context);
  }

  /** What a span that begins on this thread is below; empty if the thread works for no call. */
  Optional<Context> ofThisThread() {
    var named = named();
    if (named.isPresent()) {
      return named;
    }
    var session = MDC.get("session");
    return session == null ? Optional.empty() : Optional.ofNullable(sessions.get(session));
  }

  /** The span that this thread's diagnostic context names. */
  static Optional<Context> named() {
    @Nullable String trace = MDC.get(TRACE);
    @Nullable String span = MDC.get(SPAN);
    @Nullable String flags = MDC.get(FLAGS);
    if (trace == null || span == null || flags == null) {
      return Optional.empty();
    }
    var parent =
        SpanContext.create(trace, span, TraceFlags.fromHex(flags, 0), TraceState.getDefault());
    return parent.isValid()
        ? Optional.of(Context.root().with(Span.wrap(parent)))
        : Optional.empty();
  }
}
