package io.echosphere.worker.faults;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What both sides have said as a caller's page shows it. Guarded by the caller's lock. */
final class Shown {
  private final Map<String, Heard> segments = new LinkedHashMap<>();

  void put(String speaker, String segment, Heard words) {
    segments.put(speaker + "/" + segment, words);
  }

  /** In the order in which each segment began. */
  List<Heard> all() {
    return List.copyOf(segments.values());
  }

  /** Whether the agent has said this to its end. */
  boolean isWhole(String text) {
    return segments.values().stream()
        .anyMatch(it -> it.agent() && it.isFinal() && it.text().equals(text));
  }

  /** How many clauses of the agent's latest utterance are shown. */
  long latestClauses() {
    return segments.values().stream()
        .filter(Heard::agent)
        .reduce((_, last) -> last)
        .map(it -> it.text().chars().filter(c -> "。！？.!?".indexOf(c) >= 0).count())
        .orElse(0L);
  }
}
