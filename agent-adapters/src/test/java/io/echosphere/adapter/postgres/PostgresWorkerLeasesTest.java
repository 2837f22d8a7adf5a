package io.echosphere.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.WorkerLeases;
import io.echosphere.application.port.out.WorkerLeases.Holder;
import io.echosphere.application.port.out.WorkerLeases.LostSession;
import io.echosphere.application.port.out.WorkerLeasesContract;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Place;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.session.SessionStatus;
import io.echosphere.domain.speech.Language;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract on a real server, and what only a real server can show. */
class PostgresWorkerLeasesTest extends WorkerLeasesContract {
  private static final DatabaseUrl URL = TestPostgres.emptyDatabase();
  private static Database database;

  private final Map<UUID, WorkerLeases> leases = new HashMap<>();

  @BeforeAll
  static void open() throws Exception {
    database = Database.open(URL);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  /** Or the sessions of one test would be claimed in the next. */
  @BeforeEach
  void empty() throws SQLException {
    execute("DELETE FROM sessions");
    execute("DELETE FROM worker_leases");
  }

  @Override
  protected WorkerLeases of(Holder holder) {
    return leases.computeIfAbsent(holder.worker(), _ -> database.leases(holder));
  }

  @Override
  protected void begin(UUID worker, LostSession session) throws Exception {
    var now = Instant.now();
    var pending =
        Session.pending(session.id(), session.room(), session.userId(), Language.JAPANESE, now);
    database.sessions(worker).create(pending);
    database.sessions(worker).update(pending.start(now));
  }

  @Override
  protected void expire(UUID worker) throws SQLException {
    execute("UPDATE worker_leases SET expires_at = now() WHERE worker_id = '" + worker + "'");
  }

  @Override
  protected Optional<String> ended(SessionId session) throws Exception {
    return Optional.ofNullable(stored(session).reason());
  }

  @Test
  void ofManyClaimantsAtOnceEachSessionGoesToOne() throws Exception {
    var dead = holder("scope");
    of(dead).renew();
    for (int i = 0; i < 40; i++) {
      begin(dead.worker(), session("room-" + i));
    }
    var claimants = new ArrayList<Holder>();
    for (int i = 0; i < 4; i++) {
      claimants.add(holder("scope"));
      of(claimants.getLast()).renew();
    }
    expire(dead.worker());

    int claimed = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> claims =
          claimants.stream().map(this::of).<Callable<Integer>>map(it -> it::claim).toList();
      for (var claim : threads.invokeAll(claims)) {
        claimed += claim.get();
      }
    }

    assertThat(claimed).isEqualTo(40);
    int lost = 0;
    for (var claimant : claimants) {
      lost += of(claimant).lost(100).size();
    }
    assertThat(lost).isEqualTo(40);
  }

  /** The second claimant has seen the owner of before, and waits for the row. */
  @Test
  void aClaimThatWaitedForAnotherOneLeavesWhatItFinds() throws Exception {
    var dead = holder("scope");
    var quick = holder("scope");
    var slow = holder("scope");
    var session = session("room");
    of(dead).renew();
    begin(dead.worker(), session);
    of(quick).renew();
    of(slow).renew();
    expire(dead.worker());

    try (var connection = connect();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      connection.setAutoCommit(false);
      try (var statement = connection.prepareStatement(LeaseSql.CLAIM)) {
        statement.setObject(1, quick.worker());
        statement.setString(2, quick.scope());
        statement.setObject(3, quick.worker());
        assertThat(statement.executeUpdate()).isEqualTo(1);
      }
      var second = threads.submit(of(slow)::claim);
      awaitBlockedStatement();
      connection.commit();

      assertThat(second.get()).isZero();
    }
    assertThat(of(quick).lost(1)).containsExactly(session);
  }

  @Test
  void ofManyJobsAtOnceOneTakesTheSession() throws Exception {
    var dead = holder("scope");
    var session = session("room");
    of(dead).renew();
    begin(dead.worker(), session);
    var takers = new ArrayList<WorkerLeases>();
    for (int i = 0; i < 4; i++) {
      takers.add(of(holder("scope")));
      takers.getLast().renew();
    }
    expire(dead.worker());
    assertThat(takers.getFirst().claim()).isEqualTo(1);

    long taken = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var takes =
          takers.stream()
              .<Callable<Boolean>>map(it -> () -> it.take("room", Optional.empty()).isPresent())
              .toList();
      for (var take : threads.invokeAll(takes)) {
        taken += take.get() ? 1 : 0;
      }
    }

    assertThat(taken).isEqualTo(1);
  }

  @Test
  void aClosedSessionEndedWithItsLastWord() throws Exception {
    var dead = holder("scope");
    var session = session("room");
    of(dead).renew();
    begin(dead.worker(), session);
    execute("UPDATE worker_leases SET renewed_at = now() - interval '1 hour', expires_at = now()");
    execute(
        "UPDATE sessions SET started_at = now() - interval '70 minutes',"
            + " created_at = now() - interval '70 minutes'");
    var said = Instant.now().minusSeconds(1_800).truncatedTo(ChronoUnit.MICROS);
    database
        .sessions()
        .add(
            session.id(),
            new Message(
                UUID.randomUUID(),
                Role.ASSISTANT,
                "それでは、",
                Duration.ofSeconds(4),
                false,
                said,
                null),
            new Place(1, 1));
    var claimant = of(holder("scope"));
    claimant.renew();
    claimant.claim();

    assertThat(claimant.close(session.id(), "worker lost")).isTrue();

    var stored = stored(session.id());
    assertThat(stored.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(stored.ended()).isEqualTo(said.plusSeconds(4));
    assertThat(stored.duration().orElseThrow())
        .isBetween(Duration.ofSeconds(2_390), Duration.ofSeconds(2_410));
  }

  @Test
  void withoutLaterWordsItEndedWhenItsWorkerWasLastKnownToLive() throws Exception {
    var dead = holder("scope");
    var session = session("room");
    of(dead).renew();
    begin(dead.worker(), session);
    execute(
        "UPDATE worker_leases SET renewed_at = now() - interval '5 minutes', expires_at = now()");
    execute("UPDATE sessions SET started_at = now() - interval '1 hour'");
    var claimant = of(holder("scope"));
    claimant.renew();
    claimant.claim();
    claimant.close(session.id(), "worker lost");

    assertThat(stored(session.id()).ended())
        .isBetween(Instant.now().minusSeconds(330), Instant.now().minusSeconds(290));
  }

  /** A worker that was cut off, or what its journal still held. */
  @Test
  void whoLostASessionDoesNotEndIt() throws Exception {
    var dead = holder("scope");
    var session = session("room");
    of(dead).renew();
    begin(dead.worker(), session);
    var claimant = of(holder("scope"));
    claimant.renew();
    expire(dead.worker());
    claimant.claim();

    database.sessions(dead.worker()).update(stored(session.id()).complete(Instant.now(), "over"));

    assertThat(stored(session.id()).status()).isEqualTo(SessionStatus.ACTIVE);
    claimant.take("room", Optional.empty());
    assertThat(stored(session.id()).status()).isEqualTo(SessionStatus.ACTIVE);
  }

  /** Whoever adopts a dead worker's journal stores the ends that it still held. */
  @Test
  void theEndOfALostWorkersSessionIsStoredByAnother() throws Exception {
    var dead = holder("scope");
    var session = session("room");
    of(dead).renew();
    begin(dead.worker(), session);
    expire(dead.worker());

    database
        .sessions(UUID.randomUUID())
        .update(stored(session.id()).complete(Instant.now(), "caller left"));

    assertThat(stored(session.id()).reason()).isEqualTo("caller left");
  }

  @Test
  void aSessionOfItsOwnThatItDoesNotKnowIsLostAfterALease() throws Exception {
    var me = holder("scope");
    var known = session("room-1");
    var unknown = session("room-2");
    of(me).renew();
    begin(me.worker(), known);
    begin(me.worker(), unknown);
    execute("UPDATE sessions SET updated_at = now() - interval '1 hour'");

    assertThat(of(me).disown(Set.of(known.id()))).isEqualTo(1);
    assertThat(of(me).lost(10)).containsExactly(unknown);
  }

  @Test
  void leasesThatNobodyNeedsAreForgotten() throws Exception {
    var old = holder("scope");
    var me = holder("scope");
    of(old).renew();
    of(me).renew();
    execute(
        "UPDATE worker_leases SET expires_at = now() - interval '2 days' WHERE worker_id = '"
            + old.worker()
            + "'");

    of(me).disown(Set.of());

    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT worker_id FROM worker_leases")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getObject(1, UUID.class)).isEqualTo(me.worker());
      assertThat(rows.next()).isFalse();
    }
  }

  private static LostSession session(String room) {
    return new LostSession(new SessionId(UUID.randomUUID()), room, "u");
  }

  private static Session stored(SessionId id) throws Exception {
    return database.sessions().find(id).orElseThrow().session();
  }

  private static void awaitBlockedStatement() throws SQLException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    try (var connection = connect();
        var statement =
            connection.prepareStatement(
                "SELECT count(*) FROM pg_locks WHERE NOT granted"
                    + " AND pid IN (SELECT pid FROM pg_stat_activity"
                    + " WHERE datname = current_database())")) {
      boolean blocked = false;
      while (!blocked) {
        assertThat(System.nanoTime()).as("nothing waits").isLessThan(deadline);
        try (var row = statement.executeQuery()) {
          row.next();
          blocked = row.getInt(1) > 0;
        }
      }
    }
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(URL.jdbcUrl(), URL.driverProperties(Map.of()));
  }
}
