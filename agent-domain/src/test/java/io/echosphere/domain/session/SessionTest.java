package io.echosphere.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.echosphere.domain.speech.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final Session pending =
      Session.pending(new SessionId(new UUID(1, 2)), "room", "user", Language.JAPANESE, NOON);

  @Test
  void aCallGoesFromPendingToActiveToCompleted() {
    var active = pending.start(NOON.plusSeconds(1));
    var done = active.complete(NOON.plusSeconds(61), "caller left");

    assertThat(pending.status()).isEqualTo(SessionStatus.PENDING);
    assertThat(active.status()).isEqualTo(SessionStatus.ACTIVE);
    assertThat(done.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(done.duration()).contains(Duration.ofMinutes(1));
    assertThat(done.reason()).isEqualTo("caller left");
  }

  @Test
  void startingTwiceIsAnErrorThatNamesBothStates() {
    var active = pending.start(NOON);

    assertThatThrownBy(() -> active.start(NOON))
        .isInstanceOf(IllegalSessionMove.class)
        .hasMessageContaining("from active to active");
  }

  @Test
  void aSessionThatNeverStartedCannotComplete() {
    assertThatThrownBy(() -> pending.complete(NOON, "x"))
        .hasMessageContaining("from pending to completed");
  }

  @Test
  void aSessionThatHasEndedCannotEndAgain() {
    var failed = pending.fail(NOON, "no room");

    assertThat(failed.duration()).isEmpty();
    assertThatThrownBy(() -> failed.fail(NOON, "x")).hasMessageContaining("from failed to failed");
    assertThatThrownBy(() -> failed.start(NOON)).hasMessageContaining("from failed to active");
  }

  @Test
  void aClockThatWasSetBackMakesNoNegativeDuration() {
    var done = pending.start(NOON).complete(NOON.minusSeconds(5), "x");

    assertThat(done.duration()).contains(Duration.ZERO);
  }

  @Test
  void statusesAreStoredByTheirLowerCaseNames() {
    for (SessionStatus status : SessionStatus.values()) {
      assertThat(SessionStatus.ofCode(status.code())).isEqualTo(status);
    }
    assertThat(SessionStatus.FAILED.code()).isEqualTo("failed");
    assertThat(SessionStatus.FAILED.isEnded()).isTrue();
    assertThat(SessionStatus.ACTIVE.isEnded()).isFalse();
  }
}
