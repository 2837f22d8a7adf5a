package io.echosphere.domain.turn;

import static io.echosphere.domain.turn.Dialogue.afterGreeting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.echosphere.domain.turn.TurnEffect.RecordCaller;
import io.echosphere.domain.turn.TurnEffect.RecordCallerSoFar;
import io.echosphere.domain.turn.TurnEffect.RecordReplySoFar;
import io.echosphere.domain.turn.TurnEvent.ClauseFinished;
import io.echosphere.domain.turn.TurnEvent.Outcome;
import org.junit.jupiter.api.Test;

/** What is kept before it is complete, because the process may die at any moment. */
class KeepingTest {
  @Test
  void aTurnIsKeptWhenItEndsThoughItsWordsMayStillChange() {
    var call = afterGreeting().speaks().partial("a", "天気は？").stops(0).pass(2_000);

    assertThat(call.effectsOf(RecordCallerSoFar.class))
        .extracting(RecordCallerSoFar::turn, RecordCallerSoFar::text)
        .containsExactly(tuple(1L, "天気は？"));
    assertThat(call.effectsOf(RecordCaller.class)).isEmpty();

    call.words("a", "天気は？");
    assertThat(call.effectsOf(RecordCaller.class))
        .extracting(RecordCaller::turn)
        .containsExactly(1L);
  }

  @Test
  void aTurnWhoseWordsAreFinalIsKeptOnce() {
    var call = afterGreeting().speaks().stops(0).words("a", "天気は？").pass(2_000);

    assertThat(call.effectsOf(RecordCallerSoFar.class)).isEmpty();
    assertThat(call.effectsOf(RecordCaller.class)).hasSize(1);
  }

  @Test
  void eachClauseOfAReplyIsKeptWhenItHasBeenHeard() {
    var call = replying();
    call.tell(new ClauseFinished(call.lastReply(), "晴れです。", 700));
    call.tell(new ClauseFinished(call.lastReply(), "晴れです。暖かいです。", 1_500));

    assertThat(call.effectsOf(RecordReplySoFar.class))
        .containsExactly(
            new RecordReplySoFar(call.lastReply(), "晴れです。", 700),
            new RecordReplySoFar(call.lastReply(), "晴れです。暖かいです。", 1_500));
  }

  /** The caller interrupts while a clause's end is still on its way to us. */
  @Test
  void aClauseIsKeptWhileTheCallerSpeaksToo() {
    var call = replying();
    var reply = call.lastReply();
    call.speaks().tell(new ClauseFinished(reply, "晴れです。", 700));
    call.partial("b", "ちょっと待って").tell(new ClauseFinished(reply, "晴れです。暖かいです。", 900));

    assertThat(call.effectsOf(RecordReplySoFar.class)).hasSize(2);
  }

  @Test
  void nothingIsKeptOfAReplyThatIsOverOrWasNeverBegunOrWasNotHeard() {
    var call = replying();
    var reply = call.lastReply();
    call.tell(new ClauseFinished(reply, " ", 0));
    call.tell(new ClauseFinished(new ReplyId(9_999), "誰の？", 5));
    call.ended(Outcome.COMPLETED, "晴れです。");
    call.tell(new ClauseFinished(reply, "晴れです。", 700));

    assertThat(call.effectsOf(RecordReplySoFar.class)).isEmpty();
  }

  private static Dialogue replying() {
    return afterGreeting().speaks().stops(0).words("a", "天気は？").pass(2_000).voiced("晴れです。");
  }
}
