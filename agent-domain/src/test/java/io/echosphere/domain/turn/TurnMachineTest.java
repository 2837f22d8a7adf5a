package io.echosphere.domain.turn;

import static io.echosphere.domain.turn.Dialogue.afterGreeting;
import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.conversation.Conversation.Line;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.turn.TurnEffect.Answer;
import io.echosphere.domain.turn.TurnEffect.LetSpeak;
import io.echosphere.domain.turn.TurnEffect.PublishState;
import io.echosphere.domain.turn.TurnEffect.RecordCaller;
import io.echosphere.domain.turn.TurnEffect.RecordReply;
import io.echosphere.domain.turn.TurnEffect.StartReply;
import io.echosphere.domain.turn.TurnEvent.Outcome;
import io.echosphere.domain.turn.TurnState.Listening;
import io.echosphere.domain.turn.TurnState.Replying;
import io.echosphere.domain.turn.TurnState.Settling;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When a turn begins and ends, and what is made of its words. */
class TurnMachineTest {

  @Test
  void aFinishedSentenceIsAnsweredAfterTheMinimumDelay() {
    var call = afterGreeting().speaks().pass(1_000).words("a", "こんにちは。").stops(0);

    call.pass(299).assertState(Settling.class);
    call.pass(1).assertState(Replying.class);

    assertThat(lines(call))
        .containsExactly(
            new Line(Role.USER, "(The call begins.)"),
            new Line(Role.ASSISTANT, "こんにちは！"),
            new Line(Role.USER, "こんにちは。"));
  }

  @Test
  void theWindowIsMeasuredFromTheEndOfTheVoiceNotFromWhenItWasNoticed() {
    var call = afterGreeting().speaks().pass(1_000).words("a", "こんにちは。").stops(250);

    call.pass(50).assertState(Replying.class);
  }

  @Test
  void wordsWithoutAnEndWaitLonger() {
    var call = afterGreeting().speaks().pass(1_000).words("a", "えーと明日の").stops(0);

    call.pass(1_499).assertState(Settling.class);
    call.pass(1).assertState(Replying.class);
  }

  @Test
  void aReplyToAFinishedSentenceIsDraftedSoonAndHeardOnlyWhenTheTurnEnds() {
    var call = afterGreeting().speaks().pass(1_000).words("a", "こんにちは。").stops(0).pass(20);

    var draft = call.lastReply();
    assertThat(call.started()).hasSize(2);
    assertThat(call.takeEffects()).doesNotContain(new LetSpeak(draft));

    call.pass(280).assertState(Replying.class);
    assertThat(call.takeEffects()).contains(new LetSpeak(draft));
    assertThat(call.started()).hasSize(2);
  }

  /** Each draft that is called off costs money, and there are only so many for a turn. */
  @Test
  void aReplyIsDraftedOnceToAllWordsThatComeWithTheEndOfAVoice() {
    var call = afterGreeting().speaks().pass(900).partial("a", "教えて").stops(0);

    call.pass(5).partial("a", "教えてもらえます").pass(5).words("a", "教えてもらえますか。");
    assertThat(call.started()).hasSize(1);

    call.pass(10);
    assertThat(call.started()).hasSize(2);
    assertThat(lines(call).getLast().text()).isEqualTo("教えてもらえますか。");
    call.pass(280).assertState(Replying.class);
    assertThat(call.cancelled()).isEmpty();
  }

  @Test
  void aCallerWhoGoesOnCallsTheDraftOffAndNothingOfItIsKept() {
    var call = afterGreeting().speaks().pass(1_000).words("a", "こんにちは。").stops(0).pass(100);
    var draft = call.lastReply();

    call.speaks();

    assertThat(call.cancelled()).containsExactly(draft);
    call.tell(new TurnEvent.ReplyEnded(draft, Outcome.CANCELLED, "", 0, ""));
    call.pass(500).words("b", "元気ですか？").stops(0).pass(300);
    assertThat(call.effectsOf(RecordReply.class)).isEmpty();
    assertThat(lines(call).getLast().text()).isEqualTo("こんにちは。元気ですか？");
  }

  @Test
  void wordsThatChangeInTheWindowAreDraftedAnew() {
    var call = afterGreeting().speaks().pass(900).partial("a", "元気です。").stops(0).pass(20);
    var first = call.lastReply();

    call.words("a", "天気です。");

    assertThat(call.cancelled()).containsExactly(first);
    assertThat(lines(call).getLast().text()).isEqualTo("天気です。");
    call.pass(300).assertState(Replying.class);
    assertThat(call.started()).hasSize(3);
  }

  @Test
  void aSentenceThatTheServiceOnlyPunctuatesKeepsItsDraft() {
    var call = afterGreeting().speaks().pass(900).partial("a", "元気です。").stops(0);

    call.words("a", "元気です！").pass(300);

    assertThat(call.cancelled()).isEmpty();
    assertThat(call.started()).hasSize(2);
  }

  @Test
  void onlySoManyRepliesAreDraftedATurn() {
    var call = afterGreeting();
    for (int i = 0; i < 10; i++) {
      call.speaks().pass(500).words("s" + i, "はい、そう。").stops(0).pass(100);
    }

    assertThat(call.started()).hasSize(1 + TurnSettings.MAX_DRAFTS);
    call.pass(300).assertState(Replying.class);
  }

  @Test
  void wordsThatComeAfterTheirWindowAreAnsweredAtOnce() {
    var call = afterGreeting().speaks().pass(1_000).stops(0).pass(600).words("a", "はい、どうも。");

    call.assertState(Replying.class);
  }

  @Test
  void aSoundWithoutWordsIsNoTurn() {
    var call = afterGreeting().speaks().pass(300).stops(0).pass(1_500);

    call.assertState(Listening.class);
    assertThat(call.started()).hasSize(1); // the greeting
    assertThat(call.effectsOf(RecordCaller.class)).isEmpty();
  }

  @Test
  void speechThatGoesOnInTheWindowIsOneTurn() {
    var call = afterGreeting().speaks().pass(800).words("a", "明日の").stops(0).pass(500);
    call.speaks().pass(800).words("b", "天気は？").stops(0).pass(300);

    assertThat(call.effectsOf(RecordCaller.class))
        .extracting(RecordCaller::text)
        .containsExactly("明日の天気は？");
  }

  @Test
  void wordsThatABrokenStreamTakesBackAreGone() {
    var call = afterGreeting().speaks().pass(900).words("1:a", "今日は、").partial("1:b", "いい");
    call.tell(new TurnEvent.TranscriptWithdrawn(Set.of("1:a", "1:b")));
    call.words("2:a", "今日はいい天気です。").stops(0).pass(300);

    assertThat(call.effectsOf(RecordCaller.class))
        .extracting(RecordCaller::text)
        .containsExactly("今日はいい天気です。");
  }

  /** Another stream hears them in a burst, and the first of them is not the whole turn. */
  @Test
  void wordsThatAreHeardAnewAfterTheVoiceAreOneTurn() {
    var call = afterGreeting().speaks().pass(900).partial("1:a", "夕食に").stops(0).pass(900);
    call.tell(new TurnEvent.TranscriptWithdrawn(Set.of("1:a")));
    call.pass(70).partial("2:a", "夕食").pass(50).partial("2:a", "夕食に簡単な料理を");
    call.pass(50).words("2:a", "夕食に簡単な料理を教えて。").pass(300);

    assertThat(call.effectsOf(RecordCaller.class))
        .extracting(RecordCaller::text)
        .containsExactly("夕食に簡単な料理を教えて。");
  }

  /** A recogniser that lags: the turn was taken by 「どこ」, and 「ですか」 came while the model thought. */
  @Test
  void wordsThatComeRightAfterTheirTurnWasTakenBelongToIt() {
    var call = afterGreeting().speaks().pass(900).partial("a", "東京でおすすめの場所はどこ").stops(0).pass(400);
    call.assertState(Replying.class);
    var first = call.lastReply();

    call.partial("a", "東京でおすすめの場所はどこです");
    assertThat(call.cancelled()).containsExactly(first);
    call.partial("a", "東京でおすすめの場所はどこですか。").words("a", "東京でおすすめの場所はどこですか。");

    assertThat(lines(call).getLast().text()).isEqualTo("東京でおすすめの場所はどこですか。");
    assertThat(call.effectsOf(RecordCaller.class))
        .extracting(RecordCaller::text)
        .containsExactly("東京でおすすめの場所はどこですか。");
    call.assertState(Replying.class);
  }

  @Test
  void wordsTakenBackInTheWindowCallTheirDraftOff() {
    var call = afterGreeting().speaks().pass(900).words("1:a", "元気です。").stops(0).pass(20);
    var draft = call.lastReply();

    call.tell(new TurnEvent.TranscriptWithdrawn(Set.of("1:a")));
    assertThat(call.cancelled()).containsExactly(draft);

    call.pass(400).words("2:a", "元気ですか？");
    assertThat(lines(call).getLast().text()).isEqualTo("元気ですか？");
    call.assertState(Replying.class);
  }

  @Test
  void aTurnIsRecordedWithTheRecognisersLastWord() {
    var call = afterGreeting().speaks().pass(900).partial("a", "今日の天気わ").stops(0).pass(1_500);
    call.assertState(Replying.class);
    assertThat(call.effectsOf(RecordCaller.class)).isEmpty();

    call.words("a", "今日の天気は。");

    assertThat(call.effectsOf(RecordCaller.class))
        .extracting(RecordCaller::text)
        .containsExactly("今日の天気は。");
  }

  @Test
  void wordsCorrectedBeforeTheReplyIsHeardAreAskedAgain() {
    var call = afterGreeting().speaks().pass(900).partial("a", "今日の天気わ").stops(0).pass(1_500);
    var first = call.lastReply();

    call.words("a", "明日の天気は。");

    assertThat(call.cancelled()).containsExactly(first);
    assertThat(lines(call).getLast().text()).isEqualTo("明日の天気は。");
  }

  @Test
  void theLastWordOnATurnDoesNotBeginAnother() {
    var call = afterGreeting().speaks().pass(900).partial("a", "今日の天気は").stops(0).pass(1_500);
    call.voiced("晴れです。").words("a", "今日の天気は。").finished("晴れです。").pass(5_000);

    call.assertState(Listening.class);
    assertThat(call.effectsOf(RecordCaller.class)).hasSize(1);
  }

  @Test
  void aServiceThatGoesOnWithItsSegmentYieldsOnlyTheNewWords() {
    var call = afterGreeting().says("a", "こんにちは。");
    call.voiced("はい。").finished("はい。");

    call.speaks().pass(900).partial("a", "こんにちは。元気ですか？").stops(0).pass(300);

    assertThat(lines(call).getLast().text()).isEqualTo("元気ですか？");
  }

  @Test
  void aReplyIsRecordedAsItWasHeardAndRemembered() {
    var call = afterGreeting().says("a", "こんにちは。").voiced("はい。").finished("はい。");

    assertThat(call.effectsOf(RecordReply.class))
        .containsExactly(new RecordReply(call.lastReply(), "はい。", 450, false));
    call.says("b", "もう一つ。");
    assertThat(lines(call)).contains(new Line(Role.ASSISTANT, "はい。"));
  }

  @Test
  void clientsSeeThinkingThenSpeakingThenListening() {
    var call = afterGreeting().says("a", "こんにちは。").voiced("はい。").finished("はい。");

    assertThat(call.effectsOf(PublishState.class))
        .extracting(PublishState::state)
        .containsExactly(AgentState.THINKING, AgentState.SPEAKING, AgentState.LISTENING);
  }

  private static List<Line> lines(Dialogue call) {
    var answers =
        call.started().stream().map(StartReply::plan).filter(Answer.class::isInstance).toList();
    return ((Answer) answers.getLast()).conversation().forModel();
  }
}
