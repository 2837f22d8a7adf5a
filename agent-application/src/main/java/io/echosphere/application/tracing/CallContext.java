package io.echosphere.application.tracing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * Which call the current thread works for: the diagnostic context with {@code job}, {@code room},
 * {@code session}, {@code trace_id} and {@code span_id}. Logging reads it for each line, and the
 * clients of other services read their spans' parents from it. It does not follow by itself from
 * thread to thread: whoever hands work over takes it along. Immutable.
 */
public final class CallContext {
  /** No call's. */
  public static final CallContext NONE = new CallContext(Map.of());

  private final Map<String, String> fields;

  private CallContext(Map<String, String> fields) {
    this.fields = fields;
  }

  /** The current thread's. */
  public static CallContext current() {
    return Optional.ofNullable(MDC.getCopyOfContextMap())
        .filter(fields -> !fields.isEmpty())
        .map(CallContext::new)
        .orElse(NONE);
  }

  /** The same with further fields, or other values of those it has. */
  public CallContext with(Map<String, String> more) {
    if (more.isEmpty()) {
      return this;
    }
    var all = new HashMap<>(fields);
    all.putAll(more);
    return new CallContext(all);
  }

  /** Runs a task in this context, then restores the thread's own. */
  public void run(Runnable task) {
    get(
        () -> {
          task.run();
          return true;
        });
  }

  /** Runs a task in this context, then restores the thread's own. */
  public <T> T get(Supplier<T> task) {
    if (this == NONE) {
      return task.get();
    }
    var own = MDC.getCopyOfContextMap();
    MDC.setContextMap(fields);
    try {
      return task.get();
    } finally {
      if (own == null) {
        MDC.clear();
      } else {
        MDC.setContextMap(own);
      }
    }
  }

  /** The task, to be run in this context wherever it is run. */
  public Runnable around(Runnable task) {
    return this == NONE ? task : () -> run(task);
  }
}
