package io.echosphere.worker.doctor;

import io.echosphere.worker.doctor.Finding.Status;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs checks side by side, each with a deadline. */
final class Doctor {
  private final Duration deadline;

  /** Gives each check so long. */
  Doctor(Duration deadline) {
    this.deadline = deadline;
  }

  /** The findings by the names of the checks, in their order; blocks until all are there. */
  Map<String, Finding> examine(List<Check> checks) {
    Map<String, CompletableFuture<Finding>> answers = new LinkedHashMap<>();
    for (Check check : checks) {
      var needed =
          check.needs().isEmpty()
              ? CompletableFuture.completedFuture(Finding.ok(""))
              : answers.getOrDefault(
                  check.needs(), CompletableFuture.completedFuture(Finding.ok("")));
      answers.put(check.name(), needed.thenCompose(found -> examine(check, found)));
    }
    Map<String, Finding> findings = new LinkedHashMap<>();
    answers.forEach((name, answer) -> findings.put(name, answer.join()));
    return findings;
  }

  private CompletableFuture<Finding> examine(Check check, Finding needed) {
    if (needed.status() != Status.OK) {
      return CompletableFuture.completedFuture(
          Finding.skipped("cannot be checked without " + check.needs()));
    }
    var answer = new CompletableFuture<Finding>();
    // Platform threads: a check may load native code, and a hanging one must not stop the others.
    Thread.ofPlatform()
        .daemon()
        .name("check " + check.name())
        .start(() -> answer.complete(ask(check.question())));
    return answer.completeOnTimeout(
        Finding.failed(
            "no answer within " + deadline.toSeconds() + " s: see whether it hangs or is far away"),
        deadline.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private static Finding ask(Callable<Finding> question) {
    try {
      return question.call();
    } catch (Exception | LinkageError e) {
      return Finding.failed(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }
}
