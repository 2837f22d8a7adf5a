package io.echosphere.simulator.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, against what was wanted. Owned by one thread. */
final class Table {
  private final List<Row> rows = new ArrayList<>();

  private record Row(String measure, String target, String result, String verdict) {}

  /** A figure that has a target, in the target's unit. */
  void atMost(String measure, double target, double result, String unit) {
    boolean met = result <= target; // no figure (NaN) is a miss
    rows.add(
        new Row(
            measure,
            "≤ " + number(target) + " " + unit,
            Double.isNaN(result) ? "none" : number(result) + " " + unit,
            met ? "ok" : "MISS"));
  }

  /** Something that must be so. */
  void must(String measure, boolean so, String result) {
    rows.add(new Row(measure, "all", result, so ? "ok" : "MISS"));
  }

  /** Something good to know. */
  void note(String measure, String result) {
    rows.add(new Row(measure, "", result, ""));
  }

  boolean hasMiss() {
    return rows.stream().anyMatch(row -> row.verdict().equals("MISS"));
  }

  /** The rows, as Markdown. */
  @Override
  public String toString() {
    var text =
        new StringBuilder(
            "| %-46s | %-10s | %-58s | %-4s |%n".formatted("measure", "target", "result", ""));
    text.append(
        "| %s | %s | %s | %s |%n"
            .formatted("-".repeat(46), "-".repeat(10), "-".repeat(58), "----"));
    for (Row row : rows) {
      text.append(
          "| %-46s | %-10s | %-58s | %-4s |%n"
              .formatted(row.measure(), row.target(), row.result(), row.verdict()));
    }
    return text.toString();
  }

  static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%,.2f", value);
  }
}
