package io.echosphere.worker.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Finds variables that look like misspelled settings, such as {@code LIVEKIT_API_KEYS}. */
final class NearMisses {
  /** Variables of others that lie close to ours. */
  private static final List<String> INNOCENT = List.of("AWS_PROFILE", "OTEL_SDK_DISABLED");

  private NearMisses() {}

  /** One sentence for each suspicious name, in the order of the names. */
  static List<String> among(Collection<String> names) {
    var sentences = new ArrayList<String>();
    names.stream()
        .sorted()
        .filter(name -> Setting.named(name).isEmpty() && !INNOCENT.contains(name))
        .forEach(
            name ->
                Arrays.stream(Setting.values())
                    .filter(setting -> !names.contains(setting.name()))
                    .filter(setting -> near(name, setting.name()))
                    .findFirst()
                    .ifPresent(
                        setting ->
                            sentences.add(
                                name + " is not a setting; did you mean " + setting + "?")));
    return sentences;
  }

  private static boolean near(String name, String known) {
    int allowed = Math.min(2, known.length() / 4);
    return Math.abs(name.length() - known.length()) <= allowed
        && distance(name.toUpperCase(java.util.Locale.ROOT), known) <= allowed;
  }

  /** Levenshtein's distance: insertions, deletions and replacements. */
  private static int distance(String one, String other) {
    int[] previous = new int[other.length() + 1];
    Arrays.setAll(previous, index -> index);
    for (int i = 1; i <= one.length(); i++) {
      int[] current = new int[other.length() + 1];
      current[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[other.length()];
  }
}
