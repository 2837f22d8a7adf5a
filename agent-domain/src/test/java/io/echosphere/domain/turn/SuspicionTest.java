package io.echosphere.domain.turn;

import static io.echosphere.domain.turn.Dialogue.afterGreeting;
import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.turn.TurnEffect.LetSpeak;
import io.echosphere.domain.turn.TurnEffect.PauseReply;
import io.echosphere.domain.turn.TurnEffect.ResumeReply;
import io.echosphere.domain.turn.TurnState.Contested;
import io.echosphere.domain.turn.TurnState.Hearing;
import io.echosphere.domain.turn.TurnState.Replying;
import io.echosphere.domain.turn.TurnState.Settling;
import org.junit.jupiter.api.Test;

/** Nothing begins to sound while the caller may be speaking again. */
class SuspicionTest {
  @Test
  void aTurnDoesNotEndWhileItMayGoOn() {
    var call = waiting().suspects(true).pass(80);

    call.assertState(Settling.class);
    assertThat(call.effectsOf(LetSpeak.class)).isEmpty();
    call.speaks().assertState(Hearing.class);
  }

  @Test
  void aTurnThatShouldHaveEndedEndsWhenItWasNoVoice() {
    var call = waiting().suspects(true).pass(80).suspects(false);

    call.assertState(Replying.class);
    assertThat(call.effectsOf(LetSpeak.class)).hasSize(1);
  }

  @Test
  void aTurnThatNeedNotEndYetKeepsItsWindow() {
    var call = afterGreeting().speaks().pass(1_000).partial("a", "明日の天気は？").stops(0);
    call.pass(20).suspects(true).pass(30).suspects(false);

    call.assertState(Settling.class);
  }

  @Test
  void anEarThatTellsNoMoreKeepsNoWindowOpen() {
    waiting().suspects(true).pass(300).assertState(Replying.class);
  }

  @Test
  void aReplyThatIsNotHeardYetWaitsToo() {
    var call = afterGreeting().says("a", "明日の天気は？").pass(300);
    call.takeEffects();

    call.suspects(true);
    assertThat(call.takeEffects()).containsExactly(new PauseReply(call.lastReply()));

    call.suspects(false);
    assertThat(call.takeEffects()).containsExactly(new ResumeReply(call.lastReply()));
  }

  @Test
  void whoGoesOnIsHeardBeforeTheReply() {
    var call = afterGreeting().says("a", "明日の天気は？").pass(300);

    call.suspects(true).pass(40).speaks().assertState(Contested.class);
    assertThat(call.effectsOf(ResumeReply.class)).isEmpty();
  }

  @Test
  void whatSoundsGoesOnUntilItIsAVoice() {
    var call = afterGreeting().says("a", "明日の天気は？").pass(300).voiced("晴れです。");
    call.takeEffects();

    call.suspects(true).suspects(false);

    assertThat(call.takeEffects()).isEmpty();
  }

  /** The window of a complete question has 20 ms left. */
  private static Dialogue waiting() {
    var call = afterGreeting().speaks().pass(1_000).partial("a", "明日の天気は？").stops(0);
    long window = Dialogue.SETTINGS.endpointing().minDelayMillis();
    return call.pass(window - 20);
  }
}
