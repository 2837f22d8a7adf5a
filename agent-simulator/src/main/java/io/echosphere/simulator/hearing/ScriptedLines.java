package io.echosphere.simulator.hearing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is answered for speech that the ear does not know, one line for each utterance. Called on
 * the thread of the stream that needs a line; one that is shared by streams must allow for that.
 */
@FunctionalInterface
public interface ScriptedLines {
  /**
   * Takes the next line.
   *
   * @param languages BCP 47 tags that the stream asked for, never empty
   * @return the line, or empty to stay silent
   */
  Optional<Line> next(Set<String> languages);

  /** Has no lines, so unknown speech yields nothing. */
  static ScriptedLines none() {
    return _ -> Optional.empty();
  }

  /** Gives the lines in turn and over again, leaving out languages that were not asked for. */
  static ScriptedLines cycling(List<Line> lines) {
    List<Line> kept = List.copyOf(lines);
    AtomicInteger position = new AtomicInteger();
    return languages -> {
      for (int tried = 0; tried < kept.size(); tried++) {
        Line line = kept.get(Math.floorMod(position.getAndIncrement(), kept.size()));
        if (languages.contains(line.language())) {
          return Optional.of(line);
        }
      }
      return Optional.empty();
    };
  }

  /**
   * One scripted utterance.
   *
   * @param language BCP 47 tag of the text
   * @param text what the caller is taken to have said
   */
  record Line(String language, String text) {}
}
