package io.echosphere.application.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.InMemorySessionRepository;
import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.port.out.SequentialIds;
import io.echosphere.application.port.out.SessionArchive.Query;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.speech.Language;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final Duration KEEP = Duration.ofDays(30);

  private final ManualTimers timers = new ManualTimers();
  private final SequentialIds ids = new SequentialIds();
  private final InMemorySessionRepository sessions = new InMemorySessionRepository();
  private final Retention retention = new Retention(sessions, timers, KEEP, Runnable::run);

  @Test
  void whatIsOlderGoesAtTheStartAndThenEachDay() throws Exception {
    store(1, Duration.ofDays(31));
    store(1, Duration.ofDays(29).plusHours(12));
    store(1, Duration.ZERO);

    retention.start();
    assertThat(left()).isEqualTo(2);

    timers.advance(Duration.ofHours(23));
    assertThat(left()).isEqualTo(2);
    timers.advance(Duration.ofHours(1));
    assertThat(left()).isEqualTo(1);
    timers.advance(Duration.ofDays(30));
    assertThat(left()).isZero();
  }

  @Test
  void whatIsExactlyAsOldIsKept() throws Exception {
    store(1, KEEP);
    retention.start();
    assertThat(left()).isEqualTo(1);
  }

  @Test
  void manySessionsGoInBatches() throws Exception {
    store(2 * Retention.BATCH + 1, Duration.ofDays(40));
    int before = sessions.attempts();
    retention.start();
    assertThat(sessions.attempts() - before).isEqualTo(3);
    assertThat(left()).isZero();
  }

  @Test
  void whenTheDatabaseIsAwayItTriesAgainSoon() throws Exception {
    store(1, Duration.ofDays(40));
    sessions.beAway(1);
    retention.start();
    assertThat(left()).isEqualTo(1);

    timers.advance(Duration.ofMinutes(10));
    assertThat(left()).isZero();
  }

  @Test
  void closedItBeginsNoMoreRounds() throws Exception {
    retention.start();
    retention.close();
    store(1, Duration.ofDays(40));
    timers.advance(Duration.ofDays(3));
    assertThat(left()).isEqualTo(1);
    assertThat(timers.pending()).isZero();
  }

  private void store(int count, Duration age) throws Exception {
    for (int i = 0; i < count; i++) {
      sessions.create(
          Session.pending(
              new SessionId(ids.next()),
              "room",
              "user",
              Language.ENGLISH,
              timers.now().minus(age)));
    }
  }

  private int left() throws Exception {
    return sessions.page(new Query(null, null, 1_000)).size();
  }
}
