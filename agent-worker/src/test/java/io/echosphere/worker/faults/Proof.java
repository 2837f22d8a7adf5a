package io.echosphere.worker.faults;

import io.echosphere.worker.endtoend.Program;
import io.echosphere.worker.faults.Result.Counts;
import io.echosphere.worker.faults.Result.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An exercise with servers of its own. Owned by one thread. */
abstract class Proof implements Exercise {
  private final String fault;
  private final String when;
  private final String outcome;
  private final List<String> seen = new ArrayList<>();
  private final List<Program> workers = new ArrayList<>();
  private @Nullable TempDirectory directory;
  private Counts counts = Counts.NONE;

  Proof(String fault, String when, String outcome) {
    this.fault = fault;
    this.when = when;
    this.outcome = outcome;
  }

  /** Does it; throws when something is not as it must be. */
  abstract void prove() throws Exception;

  @Override
  public final String name() {
    return fault + ", " + when;
  }

  @Override
  public final Result run(Shared shared) throws InterruptedException {
    long began = System.nanoTime();
    seen.clear();
    workers.clear();
    counts = Counts.NONE;
    Verdict verdict;
    try (var fresh = TempDirectory.create()) {
      directory = fresh;
      verdict = proved();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Result(fault, when, outcome, verdict, String.join("; ", seen), counts, seconds);
  }

  private Verdict proved() throws InterruptedException {
    try {
      prove();
      return Verdict.PASSED;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | AssertionError e) { // whatever it was, the next one must be run
      seen.add(String.valueOf(e.getMessage()));
      if (Boolean.getBoolean("faults.verbose")) {
        workers.forEach(worker -> System.out.println(worker.output()));
      }
      return Verdict.FAILED;
    } finally {
      workers.forEach(Program::close);
    }
  }

  /** A directory of this exercise alone, deleted at its end. */
  final Path directory() {
    return Objects.requireNonNull(directory, "it has not begun").path();
  }

  /** Starts a worker and waits until it takes calls; it is ended with the exercise. */
  final Program worker(Map<String, String> environment) throws Exception {
    Program worker = Program.start(environment, List.of("start"));
    workers.add(worker);
    worker.awaitLine("Ready: registered with LiveKit");
    return worker;
  }

  /** Notes something for the table. */
  final void saw(String words) {
    seen.add(words);
  }

  /** Notes what a call's messages are like. */
  final void count(Audit audit) {
    counts = counts.plus(audit);
  }
}
