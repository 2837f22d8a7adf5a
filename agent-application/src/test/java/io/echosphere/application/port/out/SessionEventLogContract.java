package io.echosphere.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.SessionEventLog.Beginning;
import io.echosphere.domain.conversation.Conversation;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.turn.EndpointingPolicy;
import io.echosphere.domain.turn.Preemption;
import io.echosphere.domain.turn.Step;
import io.echosphere.domain.turn.TurnDetector;
import io.echosphere.domain.turn.TurnEvent;
import io.echosphere.domain.turn.TurnMachine;
import io.echosphere.domain.turn.TurnSettings;
import io.echosphere.domain.turn.TurnState;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link SessionEventLog} promises. */
public abstract class SessionEventLogContract {
  /** Unlike any default. */
  protected static final TurnSettings SETTINGS =
      new TurnSettings(
          new EndpointingPolicy(310, 1_510, TurnDetector.BOTH),
          new TurnSettings.Interrupting(510, 3, 410),
          new TurnSettings.Patience(30_000, 5_000, 45_000, 300_000, 60_000),
          Preemption.FULL,
          true,
          new Conversation.Budget(40, 6_000),
          true);

  private static final SessionId SESSION =
      new SessionId(UUID.fromString("01893d8e-7c3a-7000-8000-000000000001"));

  /**
   * What a log holds of a call.
   *
   * @param events what was taken, in order
   * @param times when, one for each event
   * @param session empty if it never became known
   * @param lost how many events more were taken
   */
  public record Kept(
      Beginning beginning,
      List<TurnEvent> events,
      List<Long> times,
      Optional<SessionId> session,
      boolean ended,
      long lost) {}

  /** The log under test. */
  protected abstract SessionEventLog log();

  /** What is kept of a job, when everything told so far is dealt with; no more is told then. */
  protected abstract Kept kept(String jobId) throws Exception;

  /** A call that tells its log what it takes. */
  protected static final class Call implements AutoCloseable {
    private final TurnMachine machine = new TurnMachine(SETTINGS);
    private final SessionEventLog.Entries entries;
    private TurnState state = TurnState.opening(Language.JAPANESE);

    /** Begins a call. */
    public Call(SessionEventLog log, String jobId) {
      entries = log.open(beginning(jobId));
    }

    static Beginning beginning(String jobId) {
      return new Beginning(
          jobId,
          "room of " + jobId,
          SETTINGS,
          Language.JAPANESE,
          new TurnMachine(SETTINGS).opening());
    }

    /** Takes an event. */
    public Call takes(TurnEvent event, long atMillis) {
      Step step = machine.next(state, event, atMillis);
      state = step.state();
      entries.took(event, atMillis, step);
      return this;
    }

    Call identified() {
      entries.identified(SESSION);
      return this;
    }

    @Override
    public void close() {
      entries.close();
    }
  }

  @Test
  void eventsAreKeptInTheOrderInWhichTheyWereTaken() throws Exception {
    try (var call = new Call(log(), "AJ_1")) {
      call.takes(new TurnEvent.CallerJoined(), 5).identified();
      call.takes(new TurnEvent.SpeechStarted(), 1_000);
      call.takes(new TurnEvent.SpeechEnded(1_400, 1), 1_530);
    }

    var kept = kept("AJ_1");
    assertThat(kept.events())
        .containsExactly(
            new TurnEvent.CallerJoined(),
            new TurnEvent.SpeechStarted(),
            new TurnEvent.SpeechEnded(1_400, 1));
    assertThat(kept.times()).containsExactly(5L, 1_000L, 1_530L);
    assertThat(kept.session()).contains(SESSION);
    assertThat(kept.ended()).isTrue();
    assertThat(kept.lost()).isZero();
  }

  @Test
  void whatACallBeginsWithIsKept() throws Exception {
    new Call(log(), "AJ_2").close();

    var kept = kept("AJ_2");
    assertThat(kept.beginning()).isEqualTo(Call.beginning("AJ_2"));
    assertThat(kept.events()).isEmpty();
    assertThat(kept.session()).isEmpty();
  }

  @Test
  void callsAtOnceAreKeptApart() throws Exception {
    try (var one = new Call(log(), "AJ_3");
        var other = new Call(log(), "AJ_4")) {
      one.takes(new TurnEvent.CallerJoined(), 1);
      other.takes(new TurnEvent.StopRequested("test"), 2);
      one.takes(new TurnEvent.CallerLeft(), 3);
    }

    assertThat(kept("AJ_3").events())
        .containsExactly(new TurnEvent.CallerJoined(), new TurnEvent.CallerLeft());
    assertThat(kept("AJ_4").events()).containsExactly(new TurnEvent.StopRequested("test"));
  }

  @Test
  void aCallThatGoesOnHasNoEnd() throws Exception {
    new Call(log(), "AJ_5").takes(new TurnEvent.CallerJoined(), 1);

    assertThat(kept("AJ_5").ended()).isFalse();
    assertThat(kept("AJ_5").events()).hasSize(1);
  }

  @Test
  void whatFollowsTheEndIsIgnored() throws Exception {
    var call = new Call(log(), "AJ_6");
    call.close();
    call.close();
    call.takes(new TurnEvent.CallerJoined(), 1).identified();

    assertThat(kept("AJ_6").events()).isEmpty();
    assertThat(kept("AJ_6").session()).isEmpty();
    assertThat(kept("AJ_6").ended()).isTrue();
  }
}
