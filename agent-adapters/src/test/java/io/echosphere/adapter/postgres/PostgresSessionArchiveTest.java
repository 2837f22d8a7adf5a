package io.echosphere.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.SessionArchive;
import io.echosphere.application.port.out.SessionArchiveContract;
import io.echosphere.application.port.out.SessionRepository;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PostgresSessionArchiveTest extends SessionArchiveContract {
  private static final DatabaseUrl URL = TestPostgres.emptyDatabase();
  private static Database database;

  @BeforeAll
  static void open() throws Exception {
    database = Database.open(URL);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Override
  protected SessionArchive archive() {
    return database.archive();
  }

  @Override
  protected SessionRepository repository() {
    return database.sessions();
  }

  /** A page that is found by walking all rows before it would grow slower with each page. */
  @Test
  void pagesAreFoundByAnIndexInTheirOrder() throws Exception {
    try (var connection =
            DriverManager.getConnection(URL.jdbcUrl(), URL.driverProperties(Map.of()));
        var statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO sessions (id, room_name, user_id, created_at) SELECT gen_random_uuid(), 'r',"
              + " 'bulk-' || i % 200, now() - i * interval '1 minute' FROM generate_series(1,"
              + " 20000) i");
      statement.execute("ANALYZE sessions");
      for (var condition : new String[] {"", "user_id = 'bulk-1' AND "}) {
        var plan = new ArrayList<String>();
        try (var rows =
            statement.executeQuery(
                "EXPLAIN SELECT id FROM sessions WHERE "
                    + condition
                    + "(created_at, id) < (now() - interval '9 days',"
                    + " '00000000-0000-4000-8000-000000000000'::uuid)"
                    + " ORDER BY created_at DESC, id DESC LIMIT 50")) {
          while (rows.next()) {
            plan.add(rows.getString(1));
          }
        }
        assertThat(String.join("\n", plan))
            .contains(condition.isEmpty() ? "idx_sessions_created_at" : "idx_sessions_user_page")
            .doesNotContain("Seq Scan");
      }
    }
  }
}
