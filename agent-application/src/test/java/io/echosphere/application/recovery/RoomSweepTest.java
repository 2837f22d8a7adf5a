package io.echosphere.application.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.port.out.RoomControl.Unanswered;
import io.echosphere.application.port.out.ScriptedRoomControl;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Callers whom LiveKit found no worker for when they came. */
class RoomSweepTest {
  private static final Unanswered ROOM = new Unanswered("room", "AD_1", true);

  private final ManualTimers timers = new ManualTimers();
  private final ScriptedRoomControl rooms = new ScriptedRoomControl();
  private final Set<String> held = new HashSet<>();
  private int places = 5;
  private final RoomSweep sweep =
      new RoomSweep(
          rooms, () -> places - rooms.calledAgain().size(), held::contains, timers, Runnable::run);

  @Test
  void aCallerWhomNoWorkerWasFoundForGetsAnAgentOnceAWorkerIsThere() {
    rooms.wants(ROOM);

    sweep.available();

    pass(3_999);
    assertThat(rooms.calledAgain()).as("a worker may be on its way").isEmpty();
    pass(1);
    assertThat(rooms.calledAgain()).containsExactly("room");
  }

  @Test
  void nothingIsAskedBeforeTheWorkerIsAvailableAndNothingMoreWhenNobodyWaits() {
    rooms.wants(ROOM);
    pass(60_000);
    assertThat(rooms.calledAgain()).isEmpty();
    rooms.calledElsewhere("room");

    sweep.available();
    pass(1_000);

    assertThat(timers.pending()).isZero();
  }

  @Test
  void aRoomThatAWorkerIsBeingLookedForIsLeftAlone() {
    rooms.wants(ROOM);
    sweep.available();
    pass(2_000);
    rooms.wants(new Unanswered("room", "AD_2", true)); // called by somebody else

    pass(2_000);
    assertThat(rooms.calledAgain()).isEmpty();
    rooms.calledElsewhere("room");
    pass(60_000);
    assertThat(rooms.calledAgain()).isEmpty();
  }

  @Test
  void aRoomWhoseAgentIsOnItsWayBackIsLeftAloneUntilItIsNot() {
    rooms.wants(ROOM);
    held.add("room");
    sweep.available();
    pass(30_000);
    assertThat(rooms.calledAgain()).isEmpty();

    held.clear();
    pass(30_000);

    assertThat(rooms.calledAgain()).containsExactly("room");
  }

  @Test
  void anEmptyRoomGetsItsAgentWhenSomebodyComes() {
    rooms.wants(new Unanswered("room", "AD_1", false));
    sweep.available();
    pass(60_000);
    assertThat(rooms.calledAgain()).isEmpty();

    rooms.wants(ROOM);
    pass(30_000);

    assertThat(rooms.calledAgain()).containsExactly("room");
  }

  @Test
  void noMoreAreCalledThanThereArePlacesFor() {
    for (int number = 0; number < 7; number++) {
      rooms.wants(new Unanswered("room-" + number, "AD_" + number, true));
    }
    sweep.available();
    pass(4_000);
    assertThat(rooms.calledAgain()).hasSize(5);

    pass(60_000);
    assertThat(rooms.calledAgain()).hasSize(5);
    places = 6;
    sweep.available();
    pass(10_000);
    assertThat(rooms.calledAgain()).hasSize(6);
  }

  @Test
  void aServerThatIsAwayIsAskedAgain() {
    rooms.wants(ROOM);
    rooms.beAway(true);
    sweep.available();
    pass(30_000);

    rooms.beAway(false);
    pass(60_000);

    assertThat(rooms.calledAgain()).containsExactly("room");
  }

  @Test
  void aWorkerWhoseLastPlaceComesAndGoesAsksAtMostEveryTenSeconds() {
    sweep.available();
    pass(1_000);
    rooms.wants(ROOM);

    for (int times = 0; times < 9; times++) {
      sweep.available();
      pass(1_000);
    }
    sweep.available();
    pass(999 + 3_000);
    assertThat(rooms.calledAgain()).isEmpty();
    pass(1);
    assertThat(rooms.calledAgain()).containsExactly("room");
  }

  @Test
  void aClosedSweepLooksNoMore() {
    rooms.wants(ROOM);
    sweep.available();
    sweep.close();

    pass(60_000);

    assertThat(rooms.calledAgain()).isEmpty();
    assertThat(timers.pending()).isZero();
  }

  private void pass(long millis) {
    timers.advance(Duration.ofMillis(millis));
  }
}
