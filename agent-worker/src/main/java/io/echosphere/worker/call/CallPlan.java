package io.echosphere.worker.call;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the caller does.
 *
 * @param clips what is said, in turn and over again; empty only if every turn is typed
 * @param turns how often something is said or typed, at least 1
 * @param interruptions how many replies are spoken over with the next turn, if long enough
 * @param typed what is typed instead of said, by turn
 * @param over what is heard over replies, by their turn
 * @param known how replies sound that are known beforehand, by the name of what they answer
 * @param patience how long each thing that the agent must do may take
 */
public record CallPlan(
    List<Clip> clips,
    int turns,
    int interruptions,
    Map<Integer, String> typed,
    Map<Integer, Aside> over,
    Map<String, VoicePrint> known,
    Duration patience) {
  /** Copies the collections. */
  public CallPlan {
    clips = List.copyOf(clips);
    typed = Map.copyOf(typed);
    over = Map.copyOf(over);
    known = Map.copyOf(known);
  }

  /** A call in which clips are said, and nothing else happens. */
  public CallPlan(List<Clip> clips, int turns, int interruptions, Duration patience) {
    this(clips, turns, interruptions, Map.of(), Map.of(), Map.of(), patience);
  }

  /** What a turn is made of. */
  sealed interface Line {
    /** For the report: what it is known by. */
    String name();

    /** It is said. */
    record Spoken(Clip clip) implements Line {
      @Override
      public String name() {
        return clip.name();
      }
    }

    /** It is typed. */
    record Typed(String text) implements Line {
      @Override
      public String name() {
        return text;
      }
    }
  }

  /** What happens in a turn, counted from 1; what is typed does not use up a clip. */
  Line line(int turn) {
    String text = typed.get(turn);
    if (text != null) {
      return new Line.Typed(text);
    }
    long before = typed.keySet().stream().filter(other -> other < turn).count();
    return new Line.Spoken(clips.get((int) ((turn - 1 - before) % clips.size())));
  }

  /** What is heard over a turn's reply. */
  Optional<Aside> over(int turn) {
    return Optional.ofNullable(over.get(turn));
  }

  /** Whether the next turn may be spoken over a turn's reply: it has nothing else to bear. */
  boolean mayBeInterrupted(int turn) {
    return turn < turns && !over.containsKey(turn) && line(turn + 1) instanceof Line.Spoken;
  }
}
