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
      strings = {"08006", "08001", "57P01", "57014", "53300", "40001", "40P01", "25006", "55P03"})
  void aDatabaseThatIsAwayOrBusyMayServeLater(String state) {
    assertThat(SqlFaults.isTransient(new SQLException("x", state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23503", "22021", "22001", "42P01", "42501", "XX000", "0"})
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
}
