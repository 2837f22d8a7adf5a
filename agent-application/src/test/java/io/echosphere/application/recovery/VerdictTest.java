package io.echosphere.application.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.RoomControl.Agent;
import io.echosphere.application.port.out.RoomControl.View;
import io.echosphere.application.port.out.RoomListener.Caller;
import io.echosphere.application.port.out.WorkerLeases.LostSession;
import io.echosphere.application.recovery.Verdict.Call;
import io.echosphere.application.recovery.Verdict.Close;
import io.echosphere.application.recovery.Verdict.Served;
import io.echosphere.application.recovery.Verdict.Wait;
import io.echosphere.domain.session.SessionId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictTest {
  private static final UUID ALIVE = new UUID(1, 1);
  private static final UUID DEAD = new UUID(2, 2);
  private static final Caller THEIRS = caller("caller-1", "u-7");
  private static final Caller ANOTHER = caller("caller-2", "u-8");
  private static final Agent GHOST = new Agent("agent-dead", DEAD);
  private static final Agent LIVING = new Agent("agent-alive", ALIVE);

  static Stream<Arguments> rooms() {
    return Stream.of(
        Arguments.of("the room is gone", View.GONE, new Close()),
        Arguments.of("nobody is there", room(false), new Close()),
        Arguments.of("only the ghost is there", room(false, GHOST), new Close()),
        Arguments.of(
            "somebody else is there",
            new View(true, List.of(ANOTHER), List.of(GHOST), false),
            new Close()),
        Arguments.of("the caller waits", room(true), new Call(List.of())),
        Arguments.of(
            "the caller waits with a ghost", room(true, GHOST), new Call(List.of("agent-dead"))),
        Arguments.of(
            "the caller waits, another caller too",
            new View(true, List.of(ANOTHER, THEIRS), List.of(GHOST), false),
            new Call(List.of("agent-dead"))),
        Arguments.of("another agent has come", room(true, GHOST, LIVING), new Served()),
        Arguments.of(
            "an agent is on its way",
            new View(true, List.of(THEIRS), List.of(GHOST), true),
            new Wait()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rooms")
  void decides(String what, View room, Verdict expected) {
    var session = new LostSession(new SessionId(new UUID(7, 7)), "room", "u-7");

    assertThat(Verdict.of(session, room, Set.of(ALIVE))).as(what).isEqualTo(expected);
  }

  private static View room(boolean callerThere, Agent... agents) {
    return new View(true, callerThere ? List.of(THEIRS) : List.of(), List.of(agents), false);
  }

  private static Caller caller(String identity, String user) {
    return new Caller(identity, "", Map.of(Caller.USER_ID, user));
  }
}
