package io.echosphere.application.port.out;

import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.turn.Step;
import io.echosphere.domain.turn.TurnEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps logs in memory, for tests to look into. Thread-safe. */
public final class InMemorySessionEventLog implements SessionEventLog {
  private final Map<String, Log> logs = new ConcurrentHashMap<>();

  /** An event and what it led to. */
  public record Taken(TurnEvent event, long atMillis, Step step) {}

  @Override
  public Entries open(Beginning beginning) {
    var log = new Log(beginning);
    logs.put(beginning.jobId(), log);
    return log;
  }

  /** The log of a job, if it was begun. */
  public Optional<Log> of(String jobId) {
    return Optional.ofNullable(logs.get(jobId));
  }

  /** All logs. */
  public List<Log> all() {
    return List.copyOf(logs.values());
  }

  /** One call's log. */
  public static final class Log implements Entries {
    private final Beginning beginning;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private volatile @Nullable SessionId session;
    private volatile boolean ended;

    private Log(Beginning beginning) {
      this.beginning = beginning;
    }

    @Override
    public void identified(SessionId id) {
      if (!ended) {
        session = id;
      }
    }

    @Override
    public void took(TurnEvent event, long atMillis, Step step) {
      if (!ended) {
        taken.add(new Taken(event, atMillis, step));
      }
    }

    @Override
    public void close() {
      ended = true;
    }

    /** What the call began with. */
    public Beginning beginning() {
      return beginning;
    }

    /** What was taken, in order. */
    public List<Taken> taken() {
      return List.copyOf(taken);
    }

    /** The session, if it became known. */
    public Optional<SessionId> session() {
      return Optional.ofNullable(session);
    }

    /** Whether the call is over. */
    public boolean hasEnded() {
      return ended;
    }
  }
}
