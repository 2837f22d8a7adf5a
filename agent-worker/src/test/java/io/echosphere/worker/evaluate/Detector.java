package io.echosphere.worker.evaluate;

import io.echosphere.worker.config.InvalidConfigException;
import io.echosphere.worker.wiring.WiredTurns;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What judges the end of a turn. The only place that knows which judges there are: a new one is a
 * constant here, and what it needs is set up in {@link #wired}.
 */
enum Detector {
  /** The words. */
  TEXT,
  /** The sound of the voice. */
  AUDIO,
  /** Words and sound. */
  BOTH,
  /** A fixed wait. */
  VAD;

  /** Those asked for: a name, or {@code all}. */
  static List<Detector> named(String name) {
    return name.equals("all") ? List.of(values()) : List.of(valueOf(name.toUpperCase(Locale.ROOT)));
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The settings of a call with this detector. */
  WiredTurns wired(Map<String, String> changes) throws InvalidConfigException {
    var settings = new HashMap<>(changes);
    settings.put("TURN_DETECTOR", code());
    return WiredTurns.with(settings);
  }
}
