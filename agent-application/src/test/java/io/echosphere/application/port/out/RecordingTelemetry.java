package io.echosphere.application.port.out;

import io.echosphere.domain.session.SessionId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Remembers all it is told, for tests to look at. Thread-safe. */
public final class RecordingTelemetry implements Telemetry {
  private final List<RecordedCall> calls = new CopyOnWriteArrayList<>();
  private final Map<Direction, Integer> dropped = new ConcurrentHashMap<>();
  private final List<String> opened = new CopyOnWriteArrayList<>();
  private final List<PacerBeat> beats = new CopyOnWriteArrayList<>();
  private final List<String> reconnections = new CopyOnWriteArrayList<>();
  private final List<String> statements = new CopyOnWriteArrayList<>();
  private final List<RecordedSpan> statementSpans = new CopyOnWriteArrayList<>();

  @Override
  public CallTrace call(String jobId, String roomName) {
    var call = new RecordedCall(jobId, roomName);
    calls.add(call);
    return call;
  }

  @Override
  public void framesDropped(Direction direction, int frames) {
    dropped.merge(direction, frames, Integer::sum);
  }

  @Override
  public void circuitOpened(String name) {
    opened.add(name);
  }

  /** The services and models that were left alone, in order. */
  public List<String> opened() {
    return List.copyOf(opened);
  }

  @Override
  public void pacerBeat(long latenessNanos, int underruns) {
    beats.add(new PacerBeat(latenessNanos, underruns));
  }

  @Override
  public Span statement(String operation) {
    statements.add(operation);
    return new RecordedSpan(Activity.JOIN, statementSpans);
  }

  /** The database's operations in the order they began. */
  public List<String> statements() {
    return List.copyOf(statements);
  }

  @Override
  public void reconnected(Reconnection way, boolean success) {
    reconnections.add(way + (success ? " ok" : " failed"));
  }

  /** How broken connections ended, such as {@code RESUME ok}. */
  public List<String> reconnections() {
    return List.copyOf(reconnections);
  }

  /** The calls in the order they began. */
  public List<RecordedCall> calls() {
    return List.copyOf(calls);
  }

  /** Frames dropped that way so far. */
  public int dropped(Direction direction) {
    return dropped.getOrDefault(direction, 0);
  }

  /** The pacer's beats so far. */
  public List<PacerBeat> beats() {
    return List.copyOf(beats);
  }

  /**
   * One beat.
   *
   * @param latenessNanos how late it came
   * @param underruns frames given up
   */
  public record PacerBeat(long latenessNanos, int underruns) {}

  /**
   * One latency.
   *
   * @param latency what was measured
   * @param value how long it took
   */
  public record Measured(Latency latency, Duration value) {}

  /**
   * One failure of a service.
   *
   * @param service which service
   * @param failure how it failed
   */
  public record Failed(String service, Failure failure) {}

  /**
   * How a call ended.
   *
   * @param success whether it went well
   * @param reason why it ended
   */
  public record Ended(boolean success, String reason) {}

  /** One call's trace. */
  public static final class RecordedCall implements CallTrace {
    private final String jobId;
    private final String roomName;
    private final List<RecordedSpan> spans = new CopyOnWriteArrayList<>();
    private final List<Measured> latencies = new CopyOnWriteArrayList<>();
    private final List<Failed> failures = new CopyOnWriteArrayList<>();
    private final List<Ended> ends = new CopyOnWriteArrayList<>();
    private final Map<Amount, Long> used = new ConcurrentHashMap<>();
    private volatile @Nullable SessionId session;

    private RecordedCall(String jobId, String roomName) {
      this.jobId = jobId;
      this.roomName = roomName;
    }

    /** How much was used so far. */
    public long used(Amount amount) {
      return used.getOrDefault(amount, 0L);
    }

    @Override
    public void identified(SessionId session) {
      this.session = session;
    }

    @Override
    public Span begin(Activity activity, Duration ago) {
      var span = new RecordedSpan(activity, spans);
      spans.add(span);
      return span;
    }

    @Override
    public void latency(Latency latency, Duration value) {
      latencies.add(new Measured(latency, value));
    }

    @Override
    public void used(Amount amount, String of, long value) {
      used.merge(amount, value, Long::sum);
    }

    @Override
    public void failed(String service, Failure failure) {
      failures.add(new Failed(service, failure));
    }

    @Override
    public String traceId() {
      return "trace-" + jobId;
    }

    @Override
    public Map<String, String> ids() {
      return Map.of("trace_id", traceId(), "span_id", "session");
    }

    @Override
    public void end(boolean success, String reason) {
      ends.add(new Ended(success, reason));
    }

    /** LiveKit's job id. */
    public String jobId() {
      return jobId;
    }

    /** The room. */
    public String roomName() {
      return roomName;
    }

    /** The session, once it became known. */
    public Optional<SessionId> session() {
      return Optional.ofNullable(session);
    }

    /** All spans of the call in the order they began, also those below other spans. */
    public List<RecordedSpan> spans() {
      return List.copyOf(spans);
    }

    /** The spans about one activity in the order they began. */
    public List<RecordedSpan> spans(Activity activity) {
      return spans.stream().filter(span -> span.activity() == activity).toList();
    }

    /** The latencies as they were recorded. */
    public List<Measured> latencies() {
      return List.copyOf(latencies);
    }

    /** The failures as they were recorded. */
    public List<Failed> failures() {
      return List.copyOf(failures);
    }

    /** How it ended; more than one entry is a bug in the caller. */
    public List<Ended> ends() {
      return List.copyOf(ends);
    }
  }

  /** One span. */
  public static final class RecordedSpan implements Span {
    private final Activity activity;
    private final List<RecordedSpan> all;
    private final Map<String, Long> notes = new ConcurrentHashMap<>();
    private final Map<String, String> remarks = new ConcurrentHashMap<>();
    private final Map<Speaker, String> words = new ConcurrentHashMap<>();
    private final List<Failure> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger ends = new AtomicInteger();

    private RecordedSpan(Activity activity, List<RecordedSpan> all) {
      this.activity = activity;
      this.all = all;
    }

    @Override
    public Span begin(Activity activity) {
      var span = new RecordedSpan(activity, all);
      all.add(span);
      return span;
    }

    @Override
    public void note(String key, long value) {
      notes.put(key, value);
    }

    @Override
    public void failed(Failure failure) {
      failures.add(failure);
    }

    @Override
    public void note(String key, String value) {
      remarks.put(key, value);
    }

    @Override
    public void words(Speaker speaker, String text) {
      words.put(speaker, text);
    }

    @Override
    public Map<String, String> ids() {
      return Map.of("span_id", activity.name());
    }

    @Override
    public void endAgo(Duration ago) {
      ends.incrementAndGet();
    }

    /** The words noted on it. */
    public Map<String, String> remarks() {
      return Map.copyOf(remarks);
    }

    /** What was said, by whom. */
    public Map<Speaker, String> words() {
      return Map.copyOf(words);
    }

    /** What it is about. */
    public Activity activity() {
      return activity;
    }

    /** The numbers noted on it. */
    public Map<String, Long> notes() {
      return Map.copyOf(notes);
    }

    /** The failures it was marked with. */
    public List<Failure> failures() {
      return List.copyOf(failures);
    }

    /** Whether it is over. */
    public boolean ended() {
      return ends.get() > 0;
    }
  }
}
