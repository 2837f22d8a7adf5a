package io.echosphere.worker.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All rows, as Markdown. Owned by one thread. */
final class Table {
  private final List<Result> results = new ArrayList<>();

  void add(Result result) {
    results.add(result);
  }

  boolean hasFailure() {
    return results.stream().anyMatch(Result::failed);
  }

  /** The rows that failed, for the last lines of a run. */
  List<String> failures() {
    return results.stream()
        .filter(Result::failed)
        .map(result -> result.fault() + ", " + result.when() + ": " + result.saw())
        .toList();
  }

  /** One line for progress. */
  static String line(Result result) {
    return String.format(
        Locale.ROOT,
        "%-7s %5.1f s  %s, %s: %s",
        result.verdict(),
        result.seconds(),
        result.fault(),
        result.when(),
        result.saw());
  }

  @Override
  public String toString() {
    var text =
        new StringBuilder(
            """
            | Fault | When | The call | What was seen | Messages: stored, lost, doubled | |
            | --- | --- | --- | --- | --- | --- |
            """);
    Result.Counts sum = Result.Counts.NONE;
    for (Result result : results) {
      Result.Counts counts = result.counts();
      sum = sum.plus(counts);
      text.append(
          "| %s | %s | %s | %s | %d, %d, %d | %s |%n"
              .formatted(
                  result.fault(),
                  result.when(),
                  result.outcome(),
                  result.saw().replace("|", "/").replaceAll("\\s+", " "),
                  counts.messages(),
                  counts.lost(),
                  counts.doubled(),
                  result.verdict()));
    }
    long run = results.stream().filter(it -> it.verdict() != Result.Verdict.SKIPPED).count();
    long passed = results.stream().filter(it -> it.verdict() == Result.Verdict.PASSED).count();
    text.append(
        "%n%d rows of %d passed; %d messages stored, %d lost, %d doubled.%n"
            .formatted(passed, run, sum.messages(), sum.lost(), sum.doubled()));
    return text.toString();
  }
}
