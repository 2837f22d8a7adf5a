package io.echosphere.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private final StagedCall stage = new StagedCall(StagedCall.GREETING, 2);
  private Optional<String> quota = Optional.empty();
  private Optional<String> memory = Optional.empty();

  AdmissionTest() {
    stage.admission.refuseWhile("quota", () -> quota);
    stage.admission.refuseWhile("memory", () -> memory);
  }

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void whileAReasonHoldsTheWorkerIsFullAndTakesNoJob() {
    quota = Optional.of("all places are taken");

    assertThat(stage.calls.standing().full()).isTrue();
    assertThat(stage.calls.admit("a")).isFalse();
  }

  @Test
  void whenNoneHoldsAnyMoreJobsAreTakenAgain() {
    quota = Optional.of("all places are taken");
    assertThat(stage.calls.admit("a")).isFalse();
    quota = Optional.empty();

    assertThat(stage.calls.standing().full()).isFalse();
    assertThat(stage.calls.admit("a")).isTrue();
  }

  @Test
  void theFirstReasonThatHoldsIsTheOneGiven() {
    memory = Optional.of("memory is at its mark");
    assertThat(stage.admission.refusal())
        .contains(new Admission.Refusal("memory", "memory is at its mark"));
    quota = Optional.of("all places are taken");

    assertThat(stage.admission.refusal())
        .contains(new Admission.Refusal("quota", "all places are taken"));
  }

  /** A quota that is short while calls are running must not end them. */
  @Test
  void runningAndAssignedCallsGoOn() {
    assertThat(stage.calls.admit("a")).isTrue();
    quota = Optional.of("all places are taken");

    var room = stage.greetedCall("a");

    assertThat(stage.calls.running()).isEqualTo(1);
    assertThat(room.report.ended).isNull();
  }
}
