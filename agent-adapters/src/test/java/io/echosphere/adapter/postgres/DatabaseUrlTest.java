package io.echosphere.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGProperty;

final class DatabaseUrlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          postgresql://u:p@db.example:6543/echo   | jdbc:postgresql://db.example:6543/echo     | u   | p
          postgres://u:p@db/echo                  | jdbc:postgresql://db:5432/echo             | u   | p
          postgresql://u:p@/echo                  | jdbc:postgresql://localhost:5432/echo      | u   | p
          postgresql://u@db:/echo                 | jdbc:postgresql://db:5432/echo             | u   | ""
          postgresql://u:@db/echo                 | jdbc:postgresql://db:5432/echo             | u   | ""
          postgresql://u:p@[::1]/echo             | jdbc:postgresql://[::1]:5432/echo          | u   | p
          postgresql://u:p@[fe80::1%eth0]:7/echo  | jdbc:postgresql://[fe80::1%eth0]:7/echo    | u   | p
          postgresql://u:p@127.0.0.1:1/echo?      | jdbc:postgresql://127.0.0.1:1/echo         | u   | p
          postgresql://u%40x:p%3A%2F%3F%23%40%25+@db/echo | jdbc:postgresql://db:5432/echo     | u@x | "p:/?#@%+"
          postgresql://u:a:b@db/echo              | jdbc:postgresql://db:5432/echo             | u   | a:b
          postgresql://u:p@ss@db/echo             | jdbc:postgresql://db:5432/echo             | u   | p@ss
          postgresql://u:%E5%AF%86@db/%E5%A3%B0   | jdbc:postgresql://db:5432/%E5%A3%B0        | u   | 密
          postgresql://u:p@a:1,b,[::2]:3/echo     | jdbc:postgresql://a:1,b:5432,[::2]:3/echo  | u   | p
          """)
  void readsWhatOperatorsWrite(String value, String jdbc, String user, String password) {
    var url = DatabaseUrl.parse(value);
    var properties = url.driverProperties(Map.of());

    assertThat(url.jdbcUrl()).isEqualTo(jdbc);
    assertThat(properties).containsEntry("user", user).containsEntry("password", password);
  }

  @Test
  void takesParametersByTheirLibpqOrDriverNamesAndPrefersThemToOurs() {
    var url =
        DatabaseUrl.parse(
            "postgresql://u:p@db/echo?sslmode=require&application_name=a%20b&connect_timeout=9&"
                + "reWriteBatchedInserts=true");
    var properties =
        url.driverProperties(
            Map.of(PGProperty.CONNECT_TIMEOUT, "3", PGProperty.TCP_KEEP_ALIVE, "true"));

    assertThat(properties)
        .containsEntry("sslmode", "require")
        .containsEntry("ApplicationName", "a b")
        .containsEntry("connectTimeout", "9")
        .containsEntry("reWriteBatchedInserts", "true")
        .containsEntry("tcpKeepAlive", "true");
  }

  @Test
  void theServersErrorsNeverQuoteARow() {
    var url = DatabaseUrl.parse("postgresql://u:p@db/echo?logServerErrorDetail=true");
    assertThat(url.driverProperties(Map.of())).containsEntry("logServerErrorDetail", "false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mysql://u:hush@db/echo                    | scheme
          postgresql+asyncpg://u:hush@db/echo       | scheme
          jdbc:postgresql://u:hush@db/echo          | scheme
          u:hush@db/echo                            | must look like
          postgresql://hush                         | user is missing
          postgresql://:hush@db/echo                | user is missing
          postgresql://u:hush@db                    | database is missing
          postgresql://u:hush@db/                   | database is missing
          postgresql://u:hush@db:x/echo             | port
          postgresql://u:hush@db:0/echo             | port
          postgresql://u:hush@db:70000/echo         | port
          postgresql://u:hush@::1/echo              | port
          postgresql://u:hush@[zz]/echo             | host
          postgresql://u:hush@[::1/echo             | host
          postgresql://u:hush@a b/echo              | host
          postgresql://u:hush%4@db/echo             | password
          postgresql://u:hu/sh@db/echo              | reserved
          postgresql://u:hu?hush=1@db/echo          | reserved
          postgresql://u:hush#@db/echo              | reserved
          postgresql://u@db/echo?passwort=hush      | passwort
          postgresql://u@db/echo?password=hush      | 'password' is not known
          """)
  void refusesTheRestInWordsThatShowNoSecret(String value, String word) {
    assertThatThrownBy(() -> DatabaseUrl.parse(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessageContaining("DATABASE_URL")
        .hasMessageContaining(word)
        .hasMessageNotContaining("hush");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "postgresql://", "://", "%", "postgresql://@/?", "?=&@"})
  void refusesRubbish(String value) {
    assertThatThrownBy(() -> DatabaseUrl.parse(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DATABASE_URL");
  }

  @Test
  void itsTextFormHidesPasswordAndParameters() {
    assertThat(DatabaseUrl.parse("postgresql://u:hush@db/echo?sslpassword=hush"))
        .hasToString("postgresql://u@db:5432/echo");
  }
}
