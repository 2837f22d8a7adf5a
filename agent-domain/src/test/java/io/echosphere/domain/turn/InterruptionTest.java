package io.echosphere.domain.turn;

import static io.echosphere.domain.turn.Dialogue.afterGreeting;
import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.conversation.Conversation.Line;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.turn.TurnEffect.Answer;
import io.echosphere.domain.turn.TurnEffect.DuckReply;
import io.echosphere.domain.turn.TurnEffect.PauseReply;
import io.echosphere.domain.turn.TurnEffect.RecordCaller;
import io.echosphere.domain.turn.TurnEffect.RecordReply;
import io.echosphere.domain.turn.TurnEffect.ResumeReply;
import io.echosphere.domain.turn.TurnEffect.StartReply;
import io.echosphere.domain.turn.TurnEvent.Outcome;
import io.echosphere.domain.turn.TurnState.Conversing;
import io.echosphere.domain.turn.TurnState.Hearing;
import io.echosphere.domain.turn.TurnState.Listening;
import io.echosphere.domain.turn.TurnState.Replying;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stops a reply, and what only holds it. */
class InterruptionTest {
  @ParameterizedTest
  @CsvSource({
    // words before the pause, how long it is, how much surer the next end must be
    "明日の天気は？, 900, 0.4",
    "明日の天気を, 1560, 0.0",
  })
  void whoGoesOnAfterATurnWasTakenMakesTheAgentWaryUnlessNobodyWaitsSoLong(
      String words, long pause, double caution) {
    var call = afterGreeting().speaks().pass(900).words("a", words).stops(0).pass(pause);

    call.speaks().pass(800).stable("b", "東京と大阪のを教えて");

    call.assertState(Hearing.class);
    assertThat(((Conversing) call.state()).memory().caller().pauses().caution()).isEqualTo(caution);
  }

  @Test
  void aReplyIsHeldAtTheFirstSound() {
    var call = replying().speaks();

    assertThat(call.takeEffects()).contains(new PauseReply(call.lastReply()));
  }

  @Test
  void aSoundThatLastsIsAnInterruption() {
    var call = replying().speaks().pass(499);
    assertThat(call.cancelled()).isEmpty();

    call.pass(1);

    assertThat(call.cancelled()).containsExactly(call.lastReply());
    call.assertState(Hearing.class);
  }

  @Test
  void wordsAreAnInterruptionAtOnce() {
    var call = replying().speaks().pass(200).partial("b", "ちょっと待って");

    assertThat(call.cancelled()).containsExactly(call.lastReply());
  }

  @Test
  void whatWasHeardOfAnInterruptedReplyComesBeforeTheNextTurn() {
    var call = replying().speaks().pass(200).partial("b", "ちょっと待って。");
    var interrupted = call.lastReply();
    call.ended(Outcome.CANCELLED, "昔々").pass(300).stops(0).words("b", "ちょっと待って。").pass(300);

    assertThat(call.effectsOf(RecordReply.class))
        .contains(new RecordReply(interrupted, "昔々", 300, true));
    assertThat(lines(call).reversed().subList(0, 2))
        .containsExactly(
            new Line(Role.USER, "ちょっと待って。"), new Line(Role.ASSISTANT, "昔々 [interrupted]"));
  }

  @Test
  void aCoughDoesNotStopTheReply() {
    var call = replying().speaks().pass(200).stops(0).pass(400);

    assertThat(call.cancelled()).isEmpty();
    assertThat(call.takeEffects()).contains(new ResumeReply(call.lastReply()));
    call.assertState(Replying.class);
  }

  @Test
  void aBackchannelDoesNotStopTheReplyAndIsNoTurn() {
    var call = replying().speaks().pass(300).partial("b", "うん").stops(0).words("b", "うん、はい。");
    call.pass(400).voiced("おわり。").finished("昔々、おわり。").pass(3_000);

    assertThat(call.cancelled()).isEmpty();
    assertThat(call.effectsOf(RecordCaller.class)).hasSize(1);
    call.assertState(Listening.class);
  }

  @Test
  void aReplyGoesOnAsSoonAsItsSoundTurnsOutToMeanNothing() {
    var call = replying().speaks().pass(250).stops(60).pass(20).partial("b", "うん");

    assertThat(call.takeEffects()).contains(new ResumeReply(call.lastReply()));
    call.assertState(Replying.class);
  }

  @Test
  void aReplyGoesOnQuietlyUnderAListenersLongNoise() {
    var call = replying().speaks().pass(300);
    call.takeEffects();

    call.partial("b", "そう");
    assertThat(call.takeEffects()).containsExactly(new DuckReply(call.lastReply()));

    call.pass(100).partial("b", "そうなんですか").stops(50);
    assertThat(call.takeEffects()).endsWith(new ResumeReply(call.lastReply()));
  }

  @Test
  void whatTheRecogniserMayTakeBackStopsNothingYet() {
    var call = replying().speaks().pass(300).partial("b", "せい");

    assertThat(call.cancelled()).isEmpty();

    call.pass(100).stable("b", "はい").stops(50);
    assertThat(call.cancelled()).isEmpty();
    assertThat(call.takeEffects()).endsWith(new ResumeReply(call.lastReply()));
  }

  @Test
  void wordsThatTheRecogniserStandsByStopAReplyWhileTheyAreSpoken() {
    var call = replying().speaks().pass(300).stable("b", "やっぱり");

    assertThat(call.cancelled()).containsExactly(call.lastReply());
  }

  @Test
  void aFirstGuessIsWaitedForWhenTheVoiceIsOver() {
    var call = replying().speaks().pass(300).partial("b", "やっぱり").stops(50);
    assertThat(call.cancelled()).isEmpty();
    assertThat(call.effectsOf(ResumeReply.class)).isEmpty();

    call.pass(100).words("b", "やっぱり。");

    assertThat(call.cancelled()).hasSize(1);
  }

  @Test
  void aGuessThatIsNeverTakenBackCounts() {
    var call = replying().speaks().pass(300).partial("b", "やっぱり").stops(50);

    call.pass(1_000);

    assertThat(call.cancelled()).hasSize(1);
    assertThat(call.effectsOf(ResumeReply.class)).isEmpty();
  }

  @Test
  void howAListenersNoiseBeginsStopsNothingYet() {
    var call = replying().speaks().pass(300).stable("b", "そうで");
    assertThat(call.cancelled()).isEmpty();

    call.pass(100).stable("b", "そうです、それをください");
    assertThat(call.cancelled()).containsExactly(call.lastReply());
  }

  @Test
  void aRequestThatBeginsLikeAListenersNoiseStopsIt() {
    var call = replying().speaks().pass(300).stable("b", "はい").pass(200);

    call.stable("b", "はい、お願いします");

    assertThat(call.cancelled()).containsExactly(call.lastReply());
  }

  @Test
  void theAgentsOwnWordsDoNotStopIt() {
    var call = replying().speaks().pass(300).partial("b", "昔々").stops(0).pass(400);

    assertThat(call.cancelled()).isEmpty();
  }

  @Test
  void afterTwoFalsePausesALaterSoundOnlyDucks() {
    var call = replying();
    call.speaks().pass(200).stops(0).pass(400);
    call.speaks().pass(200).stops(0).pass(400);
    call.takeEffects();

    call.speaks().pass(5_000);

    assertThat(call.takeEffects()).containsExactly(new DuckReply(call.lastReply()));
    call.partial("b", "やめてください");
    assertThat(call.cancelled()).containsExactly(call.lastReply());
  }

  @Test
  void wordsThatComeAfterTheSoundStillInterrupt() {
    var call = replying().speaks().pass(300).stops(0).pass(200).words("b", "違います。");

    assertThat(call.cancelled()).contains(call.started().get(1).reply());
  }

  @Test
  void wordsWithoutAVoiceInterruptToo() {
    var call = replying().words("b", "待ってください。");

    assertThat(call.cancelled()).isNotEmpty();
    call.pass(300).assertState(Replying.class);
  }

  @Test
  void aReplyGoesOnAsSoonAsItsOwnSoundIsRecognised() {
    var call = replying().speaks().pass(120).tell(new TurnEvent.OwnVoiceHeard());

    assertThat(call.takeEffects()).contains(new ResumeReply(call.lastReply()));
    call.assertState(Replying.class);
  }

  @Test
  void aPieceOfAnEchoThatIsRecognisedDoesNotStopTheReply() {
    var call = replying().speaks().pass(120).tell(new TurnEvent.OwnVoiceHeard());
    call.pass(400).words("b", "昔々").pass(200).words("c", "むが");

    assertThat(call.cancelled()).isEmpty();
    call.assertState(Replying.class);
  }

  @Test
  void aMisheardPieceOfAnEchoIsKnownByItsPlaceInTheReply() {
    var call = afterGreeting().says("a", "お話をして。").voiced("ある日、その亀は山の向こうへ行きました。");
    call.pass(1_700).tell(new TurnEvent.OwnVoiceHeard()).partial("b", "ある日、その");

    call.pass(400).tell(new TurnEvent.OwnVoiceHeard()).partial("b", "ある日、その亀の山ま");
    assertThat(call.cancelled()).isEmpty();

    call.words("b", "ある日、その").pass(400).tell(new TurnEvent.OwnVoiceHeard());
    call.partial("c", "亀の山ま");
    assertThat(call.cancelled()).as("in a new segment").isEmpty();

    call.pass(400).tell(new TurnEvent.OwnVoiceHeard()).stable("c", "亀の山ま明日は何曜日");
    assertThat(call.cancelled()).as("the caller's words behind it").hasSize(1);
  }

  @Test
  void howAnAnswerBeginsIsItsEchoWhenItComesBackAtOnce() {
    var call = afterGreeting().says("a", "夕食は何。").voiced("カレーとラーメンがあります。");
    call.pass(500).speaks().pass(130).stops(0).partial("b", "カレー").pass(200).words("b", "カレー。");
    call.assertState(Replying.class);

    call.pass(100).speaks().pass(300).partial("c", "ラーネンが");

    assertThat(call.cancelled()).as("it is known by now that the agent hears itself").isEmpty();
  }

  @Test
  void aRefusalStopsAnAnswerThatBeginsWithTheSameWord() {
    var call = afterGreeting().says("a", "Can I cancel?").voiced("No problem.");
    call.pass(500).speaks().pass(200).stops(0).words("b", "No.");

    assertThat(call.cancelled()).hasSize(1);
  }

  @Test
  void theSameWordIsAnAnswerOnceItWasOffered() {
    var call = afterGreeting().says("a", "夕食は何。").voiced("カレーとラーメンがあります。");
    call.pass(1_200).speaks().pass(400).stops(0).pass(200).words("b", "カレー。");

    assertThat(call.cancelled()).hasSize(1);
  }

  @Test
  void aStopIsHeardOverAnEcho() {
    var call = replying().speaks().pass(120).tell(new TurnEvent.OwnVoiceHeard());
    call.pass(400).partial("b", "昔々 違う");

    assertThat(call.cancelled()).hasSize(1);
  }

  @Test
  void theLastWordsOfAnEchoAreNoTurn() {
    var call = replying().speaks().pass(120).tell(new TurnEvent.OwnVoiceHeard());
    call.pass(3_500).tell(new TurnEvent.OwnVoiceHeard()).finished("昔々、おわり。").pass(900);
    call.takeEffects();

    call.words("b", "おわり。").pass(2_000);

    call.assertState(Listening.class);
    assertThat(call.takeEffects()).isEmpty();
  }

  /** Without it whoever answers just before the reply's last sound waits for ever. */
  @Test
  void aWordOverTheLastSoundOfAReplyIsATurn() {
    var call = afterGreeting().says("a", "注文したい。").voiced("カレーとラーメンがあります。");
    call.pass(1_700).speaks().pass(300).stops(50).partial("b", "カレー").finished("カレーとラーメンがあります。");
    call.words("b", "カレー。").pass(1_500);

    assertThat(call.effectsOf(RecordCaller.class).getLast().text()).isEqualTo("カレー。");
  }

  private static Dialogue replying() {
    return afterGreeting().says("a", "お話をして。").voiced("昔々、");
  }

  private static List<Line> lines(Dialogue call) {
    var answers =
        call.started().stream().map(StartReply::plan).filter(Answer.class::isInstance).toList();
    return ((Answer) answers.getLast()).conversation().forModel();
  }
}
