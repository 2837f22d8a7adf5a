package io.echosphere.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.InMemorySessionEventLog.Log;
import io.echosphere.application.port.out.InMemorySessionEventLog.Taken;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.turn.TurnEffect;
import io.echosphere.domain.turn.TurnEvent;
import io.echosphere.domain.turn.TurnState;
import org.junit.jupiter.api.Test;

/** What a call leaves for its replay. */
class EventLogTest {
  @Test
  void everyEventASessionTookIsLoggedWithItsTimeAndWhatItLedTo() {
    try (var stage = new StagedCall()) {
      var room = stage.greetedCall("a");
      room.listener.textReceived("天気は？");
      stage.until(() -> room.states.size() > 4);
      room.listener.closed("test");
      stage.until(() -> stage.calls.running() == 0);

      Log log = stage.eventLog.of("a").orElseThrow();
      assertThat(log.beginning().roomName()).isEqualTo("room-a");
      assertThat(log.beginning().opening())
          .hasAtLeastOneElementOfType(TurnEffect.SetDeadline.class);
      assertThat(log.session().map(SessionId::value))
          .contains(stage.sessions().getFirst().id().value());
      assertThat(log.taken())
          .extracting(Taken::event)
          .startsWith(new TurnEvent.CallerJoined())
          .contains(new TurnEvent.TextReceived("天気は？"))
          .contains(new TurnEvent.Disconnected("test", false));
      assertThat(log.taken().getFirst().step().effects()).contains(new TurnEffect.StartSession());
      assertThat(log.taken().getLast().step().state()).isInstanceOf(TurnState.Closed.class);
      assertThat(log.taken()).extracting(Taken::atMillis).isSorted();
      assertThat(log.hasEnded()).isTrue();
    }
  }
}
