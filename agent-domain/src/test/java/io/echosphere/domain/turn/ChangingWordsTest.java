package io.echosphere.domain.turn;

import static io.echosphere.domain.turn.Dialogue.afterGreeting;
import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.conversation.Conversation.Line;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.turn.TurnEffect.Answer;
import io.echosphere.domain.turn.TurnEffect.LetSpeak;
import io.echosphere.domain.turn.TurnEffect.RecordCaller;
import io.echosphere.domain.turn.TurnState.Listening;
import io.echosphere.domain.turn.TurnState.Replying;
import org.junit.jupiter.api.Test;

/** A recogniser that takes words back, or never says its last word on them. */
class ChangingWordsTest {
  private static final TurnSettings ON_FINALS =
      Dialogue.with(Dialogue.SETTINGS.patience(), Preemption.FULL, false, true);

  @Test
  void wordsThatShrinkAreTakenAsTheyAreNow() {
    var call = afterGreeting().speaks().pass(900).partial("a", "天気は？明日の");

    call.pass(100).partial("a", "天気は？").stops(200).pass(300);

    assertThat(lastLine(call)).isEqualTo(new Line(Role.USER, "天気は？"));
  }

  @Test
  void wordsThatShrinkToNothingAreNoTurn() {
    var call = afterGreeting().speaks().pass(900).partial("a", "天気は？").stops(200);

    call.partial("a", "").pass(1_500).assertState(Listening.class);

    assertThat(call.effectsOf(RecordCaller.class)).isEmpty();
    assertThat(call.effectsOf(LetSpeak.class)).isEmpty();
  }

  @Test
  void aFinalThatIsShorterThanWhatIsBeingAnsweredIsAskedAnewAndStoredOnce() {
    var call = afterGreeting().speaks().pass(900).partial("a", "明日の天気は？").stops(200).pass(300);
    var first = call.lastReply();

    call.words("a", "天気は？");

    assertThat(call.cancelled()).contains(first);
    assertThat(lastLine(call)).isEqualTo(new Line(Role.USER, "天気は？"));
    call.voiced("晴れです。").finished("晴れです。");
    assertThat(call.effectsOf(RecordCaller.class))
        .extracting(RecordCaller::text)
        .containsExactly("天気は？");
  }

  @Test
  void aTurnWhoseFinalsNeverComeIsAnsweredStoredAndFollowedByTheNext() {
    var call = afterGreeting().speaks().pass(900).partial("a", "天気は？").stops(200).pass(300);
    call.voiced("晴れです。").finished("晴れです。");

    call.speaks().pass(900).partial("a", "天気は？明日は？").stops(200).pass(300);
    call.voiced("雨です。").finished("雨です。");

    assertThat(call.effectsOf(RecordCaller.class))
        .extracting(RecordCaller::text)
        .containsExactly("天気は？", "明日は？");
  }

  @Test
  void whereOnlyFinalsEndATurnPartialsDoNot() {
    var call = afterGreeting(ON_FINALS).speaks().pass(900).partial("a", "天気は？").stops(200);

    call.pass(2_000);
    assertThat(call.effectsOf(LetSpeak.class)).isEmpty();

    call.words("a", "天気は？");
    assertThat(call.effectsOf(LetSpeak.class)).hasSize(1);
  }

  @Test
  void finalsThatNeverComeAreNotWaitedForForEver() {
    var call = afterGreeting(ON_FINALS).speaks().pass(900).partial("a", "天気は？").stops(200);

    call.pass(TurnSettings.FINALS_MILLIS - 201);
    assertThat(call.effectsOf(LetSpeak.class)).isEmpty();

    call.pass(1).assertState(Replying.class);
    assertThat(lastLine(call)).isEqualTo(new Line(Role.USER, "天気は？"));
  }

  private static Line lastLine(Dialogue call) {
    return ((Answer) call.started().getLast().plan()).conversation().forModel().getLast();
  }
}
