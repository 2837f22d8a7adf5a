package io.echosphere.domain.turn;

import static io.echosphere.domain.turn.Dialogue.afterGreeting;
import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.conversation.Conversation.Line;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.turn.TurnEffect.Answer;
import io.echosphere.domain.turn.TurnEffect.Apology;
import io.echosphere.domain.turn.TurnEffect.DuckReply;
import io.echosphere.domain.turn.TurnEffect.EndSession;
import io.echosphere.domain.turn.TurnEffect.Greeting;
import io.echosphere.domain.turn.TurnEffect.LetSpeak;
import io.echosphere.domain.turn.TurnEffect.PauseReply;
import io.echosphere.domain.turn.TurnEffect.PublishState;
import io.echosphere.domain.turn.TurnEffect.RecordCaller;
import io.echosphere.domain.turn.TurnEffect.RecordReply;
import io.echosphere.domain.turn.TurnEffect.ResumeReply;
import io.echosphere.domain.turn.TurnEffect.StartReply;
import io.echosphere.domain.turn.TurnEffect.StartSession;
import io.echosphere.domain.turn.TurnEvent.CallerJoined;
import io.echosphere.domain.turn.TurnEvent.CallerLeft;
import io.echosphere.domain.turn.TurnEvent.Disconnected;
import io.echosphere.domain.turn.TurnEvent.Outcome;
import io.echosphere.domain.turn.TurnEvent.StopRequested;
import io.echosphere.domain.turn.TurnEvent.TranscriptionFailed;
import io.echosphere.domain.turn.TurnState.Away;
import io.echosphere.domain.turn.TurnState.Closed;
import io.echosphere.domain.turn.TurnState.Hearing;
import io.echosphere.domain.turn.TurnState.Listening;
import io.echosphere.domain.turn.TurnState.Replying;
import io.echosphere.domain.turn.TurnState.Settling;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnMachineTest {

  @Test
  void theCallerIsGreetedWhenTheyCome() {
    var call = new Dialogue().tell(new CallerJoined());

    assertThat(call.effectsOf(StartSession.class)).hasSize(1);
    assertThat(call.started().getLast().plan()).isEqualTo(new Greeting());
    assertThat(call.effectsOf(LetSpeak.class)).hasSize(1);
  }

  @Test
  void withoutASetGreetingTheModelGreets() {
    var silent =
        new TurnSettings(new EndpointingPolicy(300, 1_500), 500, 400, 30_000, 10_000, false);

    var call = new Dialogue(silent).tell(new CallerJoined());

    assertThat(call.started().getLast().plan()).isInstanceOf(Answer.class);
  }

  @Test
  void aRoomWithoutACallerEndsAndStoresNothing() {
    var call = new Dialogue().pass(30_000);

    call.assertState(Closed.class);
    assertThat(call.effectsOf(StartSession.class)).isEmpty();
    assertThat(call.effectsOf(EndSession.class))
        .containsExactly(new EndSession(true, "no caller came"));
  }

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

    call.pass(899).assertState(Settling.class);
    call.pass(1).assertState(Replying.class);
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
  void aTurnIsRecordedWithTheRecognisersLastWord() {
    var call = afterGreeting().speaks().pass(900).partial("a", "今日の天気わ").stops(0).pass(900);
    call.assertState(Replying.class);
    assertThat(call.effectsOf(RecordCaller.class)).isEmpty();

    call.words("a", "今日の天気は。");

    assertThat(call.effectsOf(RecordCaller.class))
        .extracting(RecordCaller::text)
        .containsExactly("今日の天気は。");
  }

  @Test
  void wordsCorrectedBeforeTheReplyIsHeardAreAskedAgain() {
    var call = afterGreeting().speaks().pass(900).partial("a", "今日の天気わ").stops(0).pass(900);
    var first = call.lastReply();

    call.words("a", "明日の天気は。");

    assertThat(call.cancelled()).containsExactly(first);
    assertThat(lines(call).getLast().text()).isEqualTo("明日の天気は。");
  }

  @Test
  void theLastWordOnATurnDoesNotBeginAnother() {
    var call = afterGreeting().speaks().pass(900).partial("a", "今日の天気は").stops(0).pass(900);
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
        .containsExactly(new Line(Role.USER, "ちょっと待って。"), new Line(Role.ASSISTANT, "昔々"));
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
  void aFailedModelIsApologisedForAndTheCallGoesOn() {
    var call = afterGreeting().says("a", "こんにちは。").ended(Outcome.FAILED, "");

    assertThat(call.started().getLast().plan()).isInstanceOf(Apology.class);
    call.voiced("すみません。").finished("すみません。").assertState(Listening.class);
  }

  @Test
  void threeFailuresInARowEndTheSessionAsFailed() {
    var call = afterGreeting();
    for (String segment : List.of("a", "b")) {
      call.says(segment, "こんにちは。").ended(Outcome.FAILED, "").finished("すみません。");
    }
    call.says("c", "こんにちは。").ended(Outcome.FAILED, "");

    assertThat(call.effectsOf(EndSession.class))
        .containsExactly(new EndSession(false, "3 failures in a row, the last: x"));
  }

  @Test
  void anAnswerThatWorksForgetsEarlierFailures() {
    var call = afterGreeting();
    for (int i = 0; i < 5; i++) {
      call.says("a" + i, "こんにちは。").ended(Outcome.FAILED, "").finished("すみません。");
      call.says("b" + i, "こんにちは。").voiced("はい。").finished("はい。");
    }

    call.assertState(Listening.class);
  }

  @Test
  void whatTheVoiceCouldNotSayIsShownAndNotApologisedFor() {
    var call = afterGreeting().says("a", "こんにちは。").ended(Outcome.UNVOICED, "はい。");

    assertThat(call.effectsOf(RecordReply.class)).hasSize(1);
    call.assertState(Listening.class);
  }

  @Test
  void anEarThatFailsIsApologisedForUnlessSomeoneSpeaks() {
    var quiet = afterGreeting().tell(new TranscriptionFailed("stt"));
    assertThat(quiet.started().getLast().plan()).isInstanceOf(Apology.class);

    var loud = afterGreeting().speaks().tell(new TranscriptionFailed("stt"));
    loud.assertState(Hearing.class);
  }

  @Test
  void anEarThatFailsThreeTimesEndsTheSession() {
    var call = afterGreeting().speaks();
    for (int i = 0; i < 3; i++) {
      call.tell(new TranscriptionFailed("stt"));
    }

    assertThat(call.effectsOf(EndSession.class)).extracting(EndSession::success).contains(false);
  }

  @Test
  void aCallerWhoLeavesMayComeBack() {
    var call = replying().tell(new CallerLeft());
    call.assertState(Away.class);
    call.ended(Outcome.CANCELLED, "昔々").pass(9_999).tell(new CallerJoined()).pass(60_000);

    call.assertState(Listening.class);
    assertThat(call.effectsOf(RecordReply.class)).hasSize(1);
  }

  @Test
  void aCallerWhoStaysAwayHasCompletedTheCall() {
    var call = afterGreeting().tell(new CallerLeft()).pass(10_000);

    assertThat(call.effectsOf(EndSession.class))
        .containsExactly(new EndSession(true, "caller left"));
  }

  @Test
  void wordsStillOpenWhenTheCallerLeavesAreKept() {
    var call = afterGreeting().speaks().pass(800).partial("a", "さような").tell(new CallerLeft());

    assertThat(call.effectsOf(RecordCaller.class))
        .extracting(RecordCaller::text)
        .containsExactly("さような");
  }

  @Test
  void theEndWaitsForWhatWasHeardOfTheLastReply() {
    var call = replying().tell(new StopRequested("the worker stopped"));
    assertThat(call.effectsOf(EndSession.class)).isEmpty();

    call.ended(Outcome.CANCELLED, "昔々");

    assertThat(call.effectsOf(RecordReply.class)).hasSize(1);
    assertThat(call.effectsOf(EndSession.class))
        .containsExactly(new EndSession(true, "the worker stopped"));
  }

  @Test
  void theEndDoesNotWaitForEver() {
    var call = replying().tell(new Disconnected("signalling lost", true)).pass(1_000);

    assertThat(call.effectsOf(EndSession.class))
        .containsExactly(new EndSession(false, "signalling lost"));
  }

  @Test
  void clientsSeeThinkingThenSpeakingThenListening() {
    var call = afterGreeting().says("a", "こんにちは。").voiced("はい。").finished("はい。");

    assertThat(call.effectsOf(PublishState.class))
        .extracting(PublishState::state)
        .containsExactly(AgentState.THINKING, AgentState.SPEAKING, AgentState.LISTENING);
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
