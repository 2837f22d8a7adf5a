package io.echosphere.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlFaultsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "08006", "08001", "08P01", "57P01", "57P03", "57014", "53100", "53300", "40001", "40P01",
        "25006", "55P03", "58030"
      })
  void aDatabaseThatIsAwayOrBusyMayServeLater(String state) {
    assertThat(SqlFaults.isTransient(new SQLException("x", state))).isTrue();
  }

  /** The table is missing, or writing is not allowed: not this row is refused, but every row. */
  @ParameterizedTest
  @ValueSource(strings = {"42P01", "42703", "42501", "3F000", "3D000", "28P01"})
  void aDatabaseThatDoesNotFitIsWaitedForButIsNotAway(String state) {
    assertThat(SqlFaults.isTransient(new SQLException("x", state))).isTrue();
    assertThat(SqlFaults.isAway(new SQLException("x", state))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23503", "23514", "22021", "22001", "42601", "XX000", "0"})
  void aRefusedStatementStaysRefused(String state) {
    assertThat(SqlFaults.isTransient(new SQLException("x", state))).isFalse();
  }

  @Test
  void anErrorWithoutAStateIsTransientWhenTheNetworkCausedIt() {
    assertThat(SqlFaults.isTransient(new SQLException("x", new SocketTimeoutException()))).isTrue();
    assertThat(SqlFaults.isTransient(new SQLException("x"))).isFalse();
  }

  @Test
  void theReportedMessageDoesNotRepeatTheServersWords() {
    var failure = SqlFaults.ofStatement("add message", new SQLException("row (secret)", "23514"));
    assertThat(failure).hasMessage("add message failed with SQLState 23514");
  }

  @Test
  void whoeverHasNoConnectionReadsWhatTheServerSaid() {
    var refused = new SQLException("FATAL: password authentication failed for user", "28P01");
    var failure =
        SqlFaults.ofConnection("add message", new SQLException("timed out after 3 s", refused));

    assertThat(failure).hasMessageContaining("password authentication failed");
    assertThat(failure.isTransient()).isTrue();
  }
}
