package io.echosphere.simulator.aws.call;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The call that is being written down. Safe for use by many threads: every change is made under the
 * log's lock and wakes those who wait for a call.
 */
public final class Recording {
  private final CallLog log;
  private final long id;
  private final Service service;
  private final String operation;
  private final Instant startedAt = Instant.now();
  private final long startedNanos = System.nanoTime();

  // All below: guarded by the log's lock.
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();
  private List<Turn> history = List.of();
  private long samples;
  private int frames;
  private Outcome outcome = Outcome.RUNNING;
  private Optional<String> error = Optional.empty();
  private Optional<String> fault = Optional.empty();
  private Optional<Duration> firstFrame = Optional.empty();
  private Optional<Duration> duration = Optional.empty();

  Recording(CallLog log, long id, Service service, String operation) {
    this.log = log;
    this.id = id;
    this.service = service;
    this.operation = operation;
  }

  /** Notes a parameter under the API's member name. */
  public void parameter(String name, Object value) {
    log.change(() -> parameters.put(name, String.valueOf(value)));
  }

  /** Notes the conversation that was sent. */
  public void history(List<Turn> turns) {
    log.change(() -> history = List.copyOf(turns));
  }

  /** Adds to the text. */
  public void text(String more) {
    log.change(() -> text.append(more));
  }

  /** Adds to the samples that came in or went out. */
  public void samples(long more) {
    log.change(() -> samples += more);
  }

  /** Counts an event or chunk that went out. */
  public void frame() {
    log.change(
        () -> {
          frames++;
          firstFrame = firstFrame.or(() -> Optional.of(sinceStart()));
        });
  }

  /** Notes the planned fault. */
  public void fault(String description) {
    log.change(() -> fault = Optional.of(description));
  }

  /** Notes the end; only the first one counts. */
  public void end(Outcome how) {
    end(how, Optional.empty());
  }

  /** Notes that it was answered with an error of that type; only the first end counts. */
  public void refused(String type) {
    end(Outcome.REFUSED, Optional.of(type));
  }

  private void end(Outcome how, Optional<String> type) {
    log.change(
        () -> {
          if (outcome == Outcome.RUNNING) {
            outcome = how;
            error = type;
            duration = Optional.of(sinceStart());
          }
        });
  }

  private Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  /** As it stands. Called under the log's lock. */
  Call snapshot() {
    return new Call(
        id,
        service,
        operation,
        parameters,
        history,
        text.toString(),
        samples,
        frames,
        outcome,
        error,
        fault,
        startedAt,
        firstFrame,
        duration.orElseGet(this::sinceStart));
  }
}
