package io.echosphere.worker.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Plays every row on real servers and the packaged distribution: {@code ./mvnw -Pfaults}. Ends with
 * 1 when a row failed.
 */
public final class FaultSuite implements Exercise.Shared {
  private static final List<String> ONLY =
      List.of(System.getProperty("faults.only", "").toLowerCase(Locale.ROOT).split(";"));
  private static final int ROUNDS = Integer.getInteger("faults.rounds", 1);
  private static final String TABLE = System.getProperty("faults.table", "");

  private final Table table = new Table();
  private @Nullable FaultStack stack;

  private FaultSuite() {}

  /**
   * Plays the rows and prints the table.
   *
   * @param arguments none: system properties {@code faults.only} (parts of the names of rows, with
   *     semicolons between them), {@code faults.rounds}, {@code faults.table} (a file for the
   *     table), {@code faults.bound} (ms that other calls may wait for a reply)
   */
  public static void main(String[] arguments) throws IOException {
    var suite = new FaultSuite();
    int code = 1;
    try {
      code = suite.run() ? 0 : 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) { // or else native threads would keep the process
      say("the suite failed: " + e);
    } finally {
      suite.close();
    }
    System.exit(code); // native threads would keep the process
  }

  @Override
  public FaultStack stack() {
    FaultStack started = stack;
    if (started == null) {
      started = FaultStack.start();
      stack = started;
    }
    return started;
  }

  /** Returns whether every row passed. */
  private boolean run() throws InterruptedException, IOException {
    List<Exercise> chosen =
        Rows.all().stream()
            .filter(exercise -> isChosen(exercise.name().toLowerCase(Locale.ROOT)))
            .toList();
    long began = System.nanoTime();
    for (int round = 1; round <= ROUNDS; round++) {
      for (Exercise exercise : chosen) {
        Result result = exercise.run(this);
        table.add(result);
        say(Table.line(result));
      }
    }
    String text = table.toString();
    say("\n%s\nIn %.0f s.".formatted(text, (System.nanoTime() - began) / 1e9));
    table.failures().forEach(failure -> say("FAILED  " + failure));
    if (!TABLE.isEmpty()) {
      Files.writeString(Path.of(TABLE), text); // beside the module when it is relative
    }
    return !table.hasFailure() && !chosen.isEmpty();
  }

  private static boolean isChosen(String name) {
    return ONLY.stream().anyMatch(part -> name.contains(part.strip()));
  }

  private void close() {
    if (stack != null) {
      stack.close();
    }
  }

  private static void say(String text) {
    System.out.println(text);
    System.out.flush();
  }
}
