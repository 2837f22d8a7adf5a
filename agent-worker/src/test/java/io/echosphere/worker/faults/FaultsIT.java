package io.echosphere.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.worker.endtoend.Stack;
import io.echosphere.worker.faults.Result.Verdict;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The most telling rows of the fault suite: about a minute of it. */
@Tag("alone")
@ExtendWith(Stack.Shared.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class FaultsIT {
  private static FaultStack stack;

  @BeforeAll
  static void start(Stack shared) {
    stack = FaultStack.on(shared);
  }

  @AfterAll
  static void end() {
    stack.close();
  }

  static List<Row> rows() {
    return Rows.minute();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aFaultCostsAtMostASentence(Row row) {
    Result result = Play.of(stack, row);
    assertThat(result.verdict()).as(Table.line(result)).isEqualTo(Verdict.PASSED);
  }
}
