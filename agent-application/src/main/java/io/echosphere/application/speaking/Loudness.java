package io.echosphere.application.speaking;

import io.echosphere.domain.speech.Language;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How loud each language's voice speaks, learnt from what it has said so far in this process. The
 * set phrases that are made at start teach it before the first call. Thread-safe; its values are
 * immutable.
 */
final class Loudness {
  /** Speech that a level is remembered over: three seconds of frames. */
  static final int MEMORY = 300;

  private final Map<String, Level> levels = new ConcurrentHashMap<>();

  /**
   * A level.
   *
   * @param power mean square of the samples while there was speech
   * @param frames of 10 ms that it is the mean of, at most {@link #MEMORY}
   */
  record Level(double power, int frames) {
    static final Level UNKNOWN = new Level(0, 0);

    /** The level with another 10 ms of speech; the oldest count for less and less. */
    Level with(double framePower) {
      int next = Math.min(MEMORY, frames + 1);
      return new Level(power + (framePower - power) / next, next);
    }

    private Level with(Level other) {
      int all = frames + other.frames;
      return new Level((power * frames + other.power * other.frames) / all, Math.min(MEMORY, all));
    }
  }

  /** The level of a language's voice, if it has spoken. */
  Optional<Level> of(Language language) {
    return Optional.ofNullable(levels.get(language.tag()));
  }

  /** Takes in the level of something that was said; nothing if it held no speech. */
  void learn(Language language, Level heard) {
    if (heard.frames() > 0) {
      levels.merge(language.tag(), heard, Level::with);
    }
  }
}
