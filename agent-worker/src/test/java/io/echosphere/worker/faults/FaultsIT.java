package io.echosphere.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.worker.endtoend.Alone;
import io.echosphere.worker.faults.Result.Verdict;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A minute of the fault suite: one row each of what a service, the line and the database do. */
@Alone
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class FaultsIT {
  private static FaultStack stack;

  @BeforeAll
  static void start() {
    stack = FaultStack.start();
  }

  @AfterAll
  static void end() {
    stack.close();
  }

  static Stream<Named<Row>> rows() {
    return Rows.minute().stream().map(row -> Named.of(row.name(), row));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aFaultCostsAtMostASentence(Row row) {
    Result result = Play.of(stack, row);
    assertThat(result.verdict()).as(Table.line(result)).isEqualTo(Verdict.PASSED);
  }
}
