package io.echosphere.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DatabaseTest {
  /** Design section 9, then what V2, V3 and V5 add: table, column, type, nullable, default. */
  private static final List<String> SESSIONS =
      List.of(
          "id uuid NO -",
          "room_name character varying(255) NO -",
          "user_id character varying(255) NO -",
          "status character varying(50) NO 'pending'::character varying",
          "language character varying(10) YES 'ja-JP'::character varying",
          "started_at timestamp with time zone YES -",
          "ended_at timestamp with time zone YES -",
          "duration_seconds integer YES -",
          "created_at timestamp with time zone YES now()",
          "updated_at timestamp with time zone YES now()",
          "end_reason character varying(255) YES -",
          "worker_id uuid YES -",
          "lost_at timestamp with time zone YES -");

  private static final List<String> MESSAGES =
      List.of(
          "id uuid NO -",
          "session_id uuid YES -",
          "role character varying(20) NO -",
          "content text NO -",
          "audio_duration_ms integer YES -",
          "created_at timestamp with time zone YES now()",
          "interrupted boolean NO false",
          "latency_ms integer YES -",
          "sequence integer YES -",
          "revision integer NO 1");

  @Test
  void theSchemaIsTheDesignsColumnByColumn() throws Exception {
    var url = TestPostgres.emptyDatabase();
    Database.open(url).close();

    assertThat(columns(url, "sessions")).isEqualTo(SESSIONS);
    assertThat(columns(url, "messages")).isEqualTo(MESSAGES);
    assertThat(
            query(
                url, "SELECT indexdef FROM pg_indexes WHERE tablename IN ('sessions', 'messages')"))
        .containsExactlyInAnyOrder(
            "CREATE UNIQUE INDEX sessions_pkey ON public.sessions USING btree (id)",
            "CREATE UNIQUE INDEX messages_pkey ON public.messages USING btree (id)",
            "CREATE INDEX idx_sessions_user_id ON public.sessions USING btree (user_id)",
            "CREATE INDEX idx_sessions_created_at ON public.sessions USING btree (created_at DESC)",
            "CREATE INDEX idx_messages_session_id ON public.messages USING btree (session_id)",
            "CREATE INDEX idx_sessions_open ON public.sessions USING btree (worker_id)"
                + " WHERE ((status)::text = ANY ((ARRAY['pending'::character varying,"
                + " 'active'::character varying])::text[]))",
            "CREATE INDEX idx_sessions_lost ON public.sessions USING btree (room_name)"
                + " WHERE (lost_at IS NOT NULL)",
            "CREATE INDEX idx_sessions_user_page ON public.sessions USING btree"
                + " (user_id, created_at DESC, id DESC)",
            "CREATE INDEX idx_messages_order ON public.messages USING btree"
                + " (session_id, sequence NULLS FIRST, created_at, id)");
    assertThat(
            query(
                url,
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
                    + " WHERE contype = 'f' AND conrelid = 'messages'::regclass"))
        .containsExactly("FOREIGN KEY (session_id) REFERENCES sessions(id) ON DELETE CASCADE");
  }

  @Test
  void theLatestVersionIsThatOfTheNewestFile() throws Exception {
    for (int version = 1; version <= Migrations.LATEST + 1; version++) {
      assertThat(migrations("V" + version + "__"))
          .as("version %d", version)
          .hasSize(version <= Migrations.LATEST ? 1 : 0);
    }
  }

  /** Names of migrations; from a jar when packaged, from a folder when not. */
  private List<String> migrations(String prefix) throws Exception {
    var folder = getClass().getClassLoader().getResource("db/migration");
    assertThat(folder).isNotNull();
    var uri = folder.toURI();
    if (!uri.getScheme().equals("jar")) {
      return names(Path.of(uri), prefix);
    }
    try (var jar = FileSystems.newFileSystem(uri, Map.of())) {
      return names(jar.getPath("db/migration"), prefix);
    }
  }

  private static List<String> names(Path folder, String prefix) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .toList();
    }
  }

  @Test
  void openingAgainChangesNothingAndKeepsTheData() throws Exception {
    var url = TestPostgres.emptyDatabase();
    assertThat(Database.inspect(url).upToDate()).isFalse();
    Database.open(url).close();
    execute(
        url, "INSERT INTO sessions (id, room_name, user_id) VALUES (gen_random_uuid(), 'r', 'u')");

    Database.open(url).close();

    assertThat(Database.inspect(url).upToDate()).isTrue();
    assertThat(query(url, "SELECT status FROM sessions")).containsExactly("pending");
    assertThat(query(url, "SELECT count(*) FROM flyway_schema_history"))
        .containsExactly(String.valueOf(Migrations.LATEST));
  }

  @Test
  void aSchemaOfANewerWorkerIsLeftAsItIs() throws Exception {
    var url = TestPostgres.emptyDatabase();
    Database.open(url).close();
    execute(
        url,
        "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
            + " installed_by, execution_time, success)"
            + " VALUES (1000, '1000.1', 'later', 'SQL', 'V1000_1__later.sql', 'u', 1, true)");

    Database.open(url).close();

    assertThat(query(url, "SELECT count(*) FROM flyway_schema_history"))
        .containsExactly(String.valueOf(Migrations.LATEST + 1));
  }

  @Test
  void aServerThatIsNotThereIsNamedWithoutThePassword() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThatThrownBy(() -> Database.open(url("u:hush@127.0.0.1:" + port + "/echo")))
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("127.0.0.1:" + port)
        .hasMessageContaining("cannot be reached")
        .hasMessageNotContaining("hush");
  }

  @Test
  void aDatabaseThatDoesNotExistIsNamedWithTheFix() {
    var existing = TestPostgres.emptyDatabase();
    assertThatThrownBy(
            () -> Database.open(url("postgres:postgres@" + existing.address() + "/nowhere")))
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("has no database 'nowhere'")
        .hasMessageContaining("createdb");
  }

  @Test
  void tablesThatAreNotOursAreNotTouched() throws Exception {
    var url = TestPostgres.emptyDatabase();
    execute(url, "CREATE TABLE sessions (other int)");

    assertThatThrownBy(() -> Database.open(url))
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("database of its own");
    assertThat(columns(url, "sessions")).containsExactly("other integer YES -");
  }

  /** A peer that accepts and then says nothing is how a dead machine behind a balancer looks. */
  @Test
  void aServerThatNeverAnswersIsGivenUpWithinSeconds() throws Exception {
    try (var mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      long begin = System.nanoTime();
      assertThatThrownBy(() -> Database.open(url("u:p@127.0.0.1:" + mute.getLocalPort() + "/echo")))
          .isInstanceOf(DatabaseUnavailable.class);
      assertThat(System.nanoTime() - begin).isLessThan(30_000_000_000L);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static DatabaseUrl url(String rest) {
    return DatabaseUrl.parse("postgresql://" + rest);
  }

  private static List<String> columns(DatabaseUrl url, String table) throws SQLException {
    return query(
        url,
        "SELECT column_name || ' ' || format_type(atttypid, atttypmod) || ' ' || is_nullable"
            + " || ' ' || coalesce(column_default, '-') FROM information_schema.columns"
            + " JOIN pg_attribute ON attrelid = table_name::regclass AND attname = column_name"
            + " WHERE table_schema = 'public' AND table_name = '"
            + table
            + "' ORDER BY ordinal_position");
  }

  private static List<String> query(DatabaseUrl url, String sql) throws SQLException {
    try (var connection = connect(url);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var values = new ArrayList<String>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  private static void execute(DatabaseUrl url, String sql) throws SQLException {
    try (var connection = connect(url);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(DatabaseUrl url) throws SQLException {
    return DriverManager.getConnection(url.jdbcUrl(), url.driverProperties(Map.of()));
  }
}
