package io.echosphere.worker.evaluate;

import io.echosphere.simulator.corpus.Split;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What to evaluate, from system properties that begin with {@code evaluate.}; their names and
 * values are in docs/conversation.md.
 *
 * @param detectors which to compare
 * @param splits which halves
 * @param languages BCP 47 tags
 * @param settings settings other than the defaults
 * @param hand how the recogniser writes
 * @param only what the id of a clip in a call must begin with; empty for all
 * @param failures whether to list what went wrong
 * @param traces whether to print every event and effect of the calls
 */
record EvaluationOptions(
    List<Detector> detectors,
    List<Split> splits,
    List<String> languages,
    Map<String, String> settings,
    Hand hand,
    String only,
    boolean failures,
    boolean traces) {
  private static final String ALL = "all";

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException when one has a value that is none
   */
  static EvaluationOptions of(Properties properties) {
    String split = value(properties, "split", ALL);
    String language = value(properties, "language", ALL);
    return new EvaluationOptions(
        Detector.named(value(properties, "detector", ALL)),
        split.equals(ALL) ? List.of(Split.values()) : List.of(Split.of(split)),
        language.equals(ALL) ? List.of("ja-JP", "en-US") : List.of(language),
        settings(value(properties, "settings", "")),
        new Hand(
            Double.parseDouble(value(properties, "errors", "0.05")),
            Hand.Marks.of(value(properties, "marks", "guessed")),
            Long.parseLong(value(properties, "seed", "0"))),
        value(properties, "only", ""),
        flag(properties, "failures"),
        flag(properties, "trace"));
  }

  /** Whether a call is to be evaluated. */
  boolean wants(Scene scene) {
    var sound = scene.sound();
    return only.isEmpty()
        || (sound != null
            ? sound.id().startsWith(only)
            : scene.turns().stream().anyMatch(clip -> clip.id().startsWith(only)));
  }

  private static Map<String, String> settings(String list) {
    Map<String, String> settings = new HashMap<>();
    for (String pair : list.split(",", -1)) {
      if (!pair.isBlank()) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
          throw new IllegalArgumentException("evaluate.settings has no '=' in '" + pair + "'");
        }
        settings.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      }
    }
    return settings;
  }

  /** Maven passes a property that nobody set as nothing. */
  private static String value(Properties properties, String name, String otherwise) {
    String value = properties.getProperty("evaluate." + name, "");
    return value.isBlank() ? otherwise : value;
  }

  private static boolean flag(Properties properties, String name) {
    String value = properties.getProperty("evaluate." + name);
    return value != null && !value.equals("false") && !value.equals("no");
  }
}
