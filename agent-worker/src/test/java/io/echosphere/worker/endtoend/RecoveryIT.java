package io.echosphere.worker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.livekit.access.AccessSettings;
import io.echosphere.adapter.livekit.access.LiveKitAccess;
import io.echosphere.adapter.livekit.room.CallerConnection;
import io.echosphere.adapter.livekit.room.CallerListener;
import io.echosphere.adapter.time.SystemTimers;
import io.echosphere.application.port.out.RoomAccess;
import io.echosphere.application.port.out.RoomListener;
import io.echosphere.application.session.CallSettings;
import io.echosphere.domain.speech.Language;
import io.echosphere.simulator.aws.call.Service;
import java.net.URI;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** A worker dies while another one lives. */
@ExtendWith(Stack.Shared.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class RecoveryIT {
  private static final String SORRY = CallSettings.pickUp(Language.JAPANESE);
  private static final Duration PROMISED = Duration.ofSeconds(15);

  @Test
  void whoWaitsIsAnsweredInTheSameSessionAndWhoHasGoneIsWrittenDown(Stack stack) throws Exception {
    String room = stack.newRoom();
    String left = stack.newRoom();
    try (Program one = stack.worker(Map.of());
        Typist visitor = Typist.in(stack, room, "u-recovery");
        Typist fickle = Typist.in(stack, left, "u-gone")) {
      fickle.awaitAgent(Stack.GREETING);
      visitor.awaitAgent(Stack.GREETING);
      visitor.says("私の名前は葵です。");
      String answer = visitor.awaitAnswerAfter(Stack.GREETING);
      awaitMessages(stack, room, 3, one);
      awaitMessages(stack, left, 1, one);

      try (Program two = stack.worker(Map.of())) {
        awaitLeases(stack);
        Program lost = one;
        Instant killed = Instant.now();
        lost.close(); // SIGKILL
        fickle.leave();
        visitor.awaitAgent(SORRY);

        Duration took = Duration.between(killed, visitor.sorryBegan.get());
        System.out.println("a caller is spoken to again after " + took.toMillis() + " ms");
        assertThat(took).as(two.output()).isBetween(Duration.ZERO, PROMISED);
        visitor.awaitState("listening");
        visitor.says("私の名前は何ですか？");
        visitor.awaitAnswerAfter(SORRY);
        assertThat(stack.aws().calls(Service.BEDROCK).getLast().history().toString())
            .contains(Stack.GREETING, "葵です", answer, SORRY, "何ですか");
        assertThat(stack.stored(room)).as("one row").hasSize(1);
        assertThat(stack.stored(room).getFirst().status()).isEqualTo("active");
        checkGone(stack.awaitStored(left), killed);

        visitor.leave();
        StoredSession stored = stack.awaitStored(room);
        assertThat(stored.status()).isEqualTo("completed");
        assertThat(stored.said("user")).containsExactly("私の名前は葵です。", "私の名前は何ですか？");
        assertThat(stored.said("assistant")).startsWith(Stack.GREETING, answer, SORRY).hasSize(4);

        two.terminate();
        assertThat(two.awaitEnd()).as(two.output()).isZero();
        assertThat(count(stack, "true")).as("its lease is gone").isZero();
      }
    }
  }

  private static void checkGone(StoredSession stored, Instant killed) {
    assertThat(stored.status()).isEqualTo("failed");
    assertThat(stored.reason()).isEqualTo("worker lost");
    assertThat(stored.endedAt()).isBetween(stored.startedAt(), killed.plusMillis(500));
    assertThat(stored.endedAt()).isAfter(killed.minusSeconds(8));
  }

  private static void awaitMessages(Stack stack, String room, int count, Program worker)
      throws Exception {
    Await.until(
        () -> stack.stored(room).stream().filter(it -> it.messages().size() >= count).findFirst(),
        worker::output);
  }

  /** Nobody claims before it has seen the database for a whole lease. */
  private static void awaitLeases(Stack stack) throws Exception {
    Await.until(
        () ->
            count(stack, "renewed_at > started_at + interval '9 seconds'") >= 2
                ? Optional.of(true)
                : Optional.<Boolean>empty(),
        () -> "not two workers with a lease of their own");
  }

  private static long count(Stack stack, String condition) throws Exception {
    try (var database = DriverManager.getConnection(stack.postgres().jdbcUrl());
        var statement = database.createStatement();
        var row =
            statement.executeQuery(
                "SELECT count(*) FROM worker_leases WHERE expires_at > now() AND " + condition)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** A caller who types, and reads what the agent says. */
  private static final class Typist implements AutoCloseable {
    private final List<String> agentSaid = new CopyOnWriteArrayList<>();
    private final AtomicReference<Instant> sorryBegan = new AtomicReference<>(Instant.MAX);
    private final CallerConnection connection;
    private final String identity;
    private volatile String state = "";

    private Typist(String url, String token, String identity) throws Exception {
      this.identity = identity;
      connection =
          CallerConnection.join(
              url,
              token,
              new CallerListener() {
                @Override
                public void agentState(String now) {
                  state = now;
                }

                @Override
                public void transcription(
                    String speaker, String segment, String text, boolean isFinal) {
                  if (!speaker.equals(Typist.this.identity)) {
                    if (SORRY.startsWith(text)) {
                      sorryBegan.compareAndSet(Instant.MAX, Instant.now());
                    }
                    if (isFinal) {
                      agentSaid.add(text);
                    }
                  }
                }
              });
    }

    static Typist in(Stack stack, String room, String user) throws Exception {
      var livekit = stack.livekit();
      var settings =
          new AccessSettings(
              URI.create(livekit.httpUrl()), livekit.apiKey(), livekit.apiSecret(), "");
      try (var timers = new SystemTimers();
          var access = new LiveKitAccess(settings, timers)) {
        var entry =
            new RoomAccess.Entry(
                room,
                "caller-" + user,
                "",
                Map.of(RoomListener.Caller.USER_ID, user),
                Instant.now().plusSeconds(600));
        return new Typist(livekit.url(), access.token(entry), "caller-" + user);
      }
    }

    void says(String text) {
      connection.write(text);
    }

    void awaitAgent(String words) throws Exception {
      Await.until(
          () -> agentSaid.contains(words) ? Optional.of(true) : Optional.<Boolean>empty(),
          () -> "the agent said " + agentSaid);
    }

    void awaitState(String wanted) throws Exception {
      Await.until(
          () -> state.equals(wanted) ? Optional.of(true) : Optional.<Boolean>empty(),
          () -> "the agent is " + state);
    }

    /** What it said next. */
    String awaitAnswerAfter(String words) throws Exception {
      return Await.until(
          () ->
              agentSaid.stream()
                  .skip(Math.max(0, agentSaid.indexOf(words)) + 1L)
                  .findFirst()
                  .filter(_ -> agentSaid.contains(words)),
          () -> "the agent said " + agentSaid);
    }

    void leave() {
      connection.close();
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
