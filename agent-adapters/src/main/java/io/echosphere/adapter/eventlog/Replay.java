package io.echosphere.adapter.eventlog;

import com.fasterxml.jackson.databind.JsonNode;
import io.echosphere.adapter.eventlog.Members.Damaged;
import io.echosphere.domain.turn.TurnEffect;
import io.echosphere.domain.turn.TurnMachine;
import io.echosphere.domain.turn.TurnState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides a logged call again, by the turn machine of today and the settings of then, up to the
 * first decision that is another one. Beyond that, events would answer what was never done. Pure
 * but for reading the file; thread-safe.
 */
public final class Replay {
  private Replay() {}

  /**
   * What became of a log.
   *
   * @param version of the product that wrote it
   * @param jobId the job it is about
   * @param steps how many events were decided again, to the same effect
   * @param ending how the log ends, as far as it was read
   * @param difference the first decision that differs; null if none does
   */
  public record Result(
      String version, String jobId, long steps, Ending ending, @Nullable Difference difference) {

    /** The first decision that differs, if one does. */
    public Optional<Difference> firstDifference() {
      return Optional.ofNullable(difference);
    }
  }

  /** How a log ends. */
  public sealed interface Ending {
    /** With the end of its call, and nothing lost. */
    record Complete() implements Ending {}

    /**
     * With the end of its call, but not with its last events: the disk was too slow.
     *
     * @param events how many are missing, at least 1
     */
    record Lost(long events) implements Ending {}

    /** Before its call: that goes on, or the worker died, or the disk was full. */
    record Open() implements Ending {}

    /** The same, within a line, which was not read. */
    record Torn() implements Ending {}
  }

  /**
   * A decision that is another one today. Holds words of the caller.
   *
   * @param line where it stands in the file, from 1
   * @param event what happened, as JSON; empty for what is done before the first event
   * @param logged what it led to then
   * @param now what it leads to
   */
  public record Difference(long line, String event, Decision logged, Decision now) {}

  /**
   * A decision.
   *
   * @param state the name of the next state
   * @param effects what is to be done, each as JSON
   */
  public record Decision(String state, List<String> effects) {
    public Decision {
      effects = List.copyOf(effects);
    }

    private static Decision of(String state, JsonNode effects) {
      return new Decision(state, effects.valueStream().map(JsonNode::toString).toList());
    }
  }

  /** A file that cannot be replayed. Its words name line and fault, and no content. */
  public static final class UnreadableLog extends Exception {
    UnreadableLog(String what) {
      super(what);
    }
  }

  /**
   * Replays one log.
   *
   * @throws UnreadableLog if it is no log, of another format, or damaged before its end
   * @throws IOException if it cannot be read
   */
  public static Result of(Path file) throws IOException, UnreadableLog {
    try (var reader = new LogReader(file)) {
      try {
        return replay(reader);
      } catch (Damaged damaged) {
        throw new UnreadableLog("line " + Math.max(1, reader.line()) + ": " + damaged.getMessage());
      }
    }
  }

  private static Result replay(LogReader reader) throws IOException, Damaged {
    var header = reader.header();
    var machine = new TurnMachine(header.settings());
    TurnState state = TurnState.opening(header.language());
    String opened = StepForm.name(state);
    var opening = effects(machine.opening());
    if (!opening.equals(header.opening())) {
      var difference =
          new Difference(
              reader.line(),
              "",
              Decision.of(opened, header.opening()),
              Decision.of(opened, opening));
      return result(header, 0, new Ending.Open(), difference);
    }
    long steps = 0;
    for (var line = reader.next(); line.isPresent(); line = reader.next()) {
      switch (line.get()) {
        case LogLine.Taken taken -> {
          var step = machine.next(state, taken.event(), taken.atMillis());
          state = step.state();
          var difference =
              difference(reader.line(), taken, StepForm.name(state), effects(step.effects()));
          if (difference != null) {
            return result(header, steps, new Ending.Open(), difference);
          }
          steps++;
        }
        case LogLine.Identified _ -> {}
        case LogLine.End(var lost) -> {
          var ending = lost == 0 ? new Ending.Complete() : new Ending.Lost(lost);
          return result(header, steps, ending, null);
        }
      }
    }
    return result(header, steps, reader.isTorn() ? new Ending.Torn() : new Ending.Open(), null);
  }

  private static @Nullable Difference difference(
      long line, LogLine.Taken taken, String state, JsonNode effects) {
    return state.equals(taken.state()) && effects.equals(taken.effects())
        ? null
        : new Difference(
            line,
            taken.written().toString(),
            Decision.of(taken.state(), taken.effects()),
            Decision.of(state, effects));
  }

  private static Result result(
      LogLine.Header header, long steps, Ending ending, @Nullable Difference difference) {
    return new Result(header.version(), header.jobId(), steps, ending, difference);
  }

  private static JsonNode effects(List<TurnEffect> effects) {
    var line = JsonLine.of(out -> out.objects("effects", effects, StepForm::write));
    return LogReader.tree(line).path("effects");
  }
}
