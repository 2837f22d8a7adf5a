package io.echosphere.worker.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.worker.doctor.Finding.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DoctorTest {
  private final Doctor doctor = new Doctor(Duration.ofSeconds(20));

  @Test
  void runsChecksSideBySideAndKeepsTheirOrder() {
    var both = new CountDownLatch(2);

    Map<String, Finding> findings =
        doctor.examine(
            List.of(
                new Check("one", () -> meet(both)),
                new Check("two", () -> meet(both)))); // each waits for the other to have begun

    assertThat(findings.keySet()).containsExactly("one", "two");
    assertThat(findings.values()).extracting(Finding::status).containsOnly(Status.OK);
  }

  @Test
  void skipsWhatCannotBeCheckedWithoutSomethingThatFailed() {
    Map<String, Finding> findings =
        doctor.examine(
            List.of(
                new Check("key", () -> Finding.failed("none")),
                new Check("door", "key", () -> Finding.ok("open")),
                new Check("room", "door", () -> Finding.ok("warm")),
                new Check("garden", () -> Finding.ok("green"))));

    assertThat(findings.get("door")).isEqualTo(Finding.skipped("cannot be checked without key"));
    assertThat(findings.get("room")).isEqualTo(Finding.skipped("cannot be checked without door"));
    assertThat(findings.get("garden")).isEqualTo(Finding.ok("green"));
  }

  @Test
  void takesAnExceptionAndAMissingLibraryForAFailure() {
    Map<String, Finding> findings =
        doctor.examine(
            List.of(
                new Check(
                    "exception",
                    () -> {
                      throw new IllegalStateException("it broke");
                    }),
                new Check(
                    "library",
                    () -> {
                      throw new UnsatisfiedLinkError("libx.so");
                    })));

    assertThat(findings)
        .containsEntry("exception", Finding.failed("it broke"))
        .containsEntry("library", Finding.failed("libx.so"));
  }

  @Test
  void doesNotWaitForEverForOneThatHangs() throws Exception {
    var never = new CountDownLatch(1);

    Map<String, Finding> findings =
        new Doctor(Duration.ofMillis(50))
            .examine(
                List.of(
                    new Check(
                        "hangs",
                        () -> {
                          never.await();
                          return Finding.ok("");
                        })));
    never.countDown();

    assertThat(findings.get("hangs"))
        .satisfies(
            it -> {
              assertThat(it.status()).isEqualTo(Status.FAILED);
              assertThat(it.words()).startsWith("no answer within");
            });
  }

  private static Finding meet(CountDownLatch both) throws InterruptedException {
    both.countDown();
    both.await();
    return Finding.ok("met");
  }
}
