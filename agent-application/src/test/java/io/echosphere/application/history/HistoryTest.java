package io.echosphere.application.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.echosphere.application.port.out.InMemorySessionRepository;
import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.port.out.SequentialIds;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.speech.Language;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private final SequentialIds ids = new SequentialIds();
  private final InMemorySessionRepository sessions = new InMemorySessionRepository();
  private final History history = new History(sessions);

  @Test
  void aFullLastPageKnowsThatItIsTheLast() throws Exception {
    store(4);

    var first = history.list("user", null, 2);
    assertThat(first.items()).hasSize(2);
    assertThat(first.next()).isEqualTo(first.items().getLast().position());

    var second = history.list("user", first.next(), 2);
    assertThat(second.items()).hasSize(2);
    assertThat(second.next()).isNull();
    assertThat(history.list("nobody", null, 2).items()).isEmpty();
  }

  @Test
  void aUserWithManySessionsIsForgottenWhole() throws Exception {
    store(1_200);
    assertThat(history.deleteUser("user")).isEqualTo(1_200);
    assertThat(history.deleteUser("user")).isZero();
  }

  @Test
  void pagesHaveABound() {
    assertThatThrownBy(() -> history.list(null, null, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> history.list(null, null, 201))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void store(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      sessions.create(
          Session.pending(
              new SessionId(ids.next()),
              "room",
              "user",
              Language.ENGLISH,
              ManualTimers.START.plusSeconds(i)));
    }
  }
}
