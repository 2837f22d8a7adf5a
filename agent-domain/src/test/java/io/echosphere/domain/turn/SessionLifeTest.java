package io.echosphere.domain.turn;

import static io.echosphere.domain.turn.Dialogue.afterGreeting;
import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.conversation.Conversation.Line;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.turn.TurnEffect.Answer;
import io.echosphere.domain.turn.TurnEffect.Apology;
import io.echosphere.domain.turn.TurnEffect.EndSession;
import io.echosphere.domain.turn.TurnEffect.Greeting;
import io.echosphere.domain.turn.TurnEffect.LetSpeak;
import io.echosphere.domain.turn.TurnEffect.PickUp;
import io.echosphere.domain.turn.TurnEffect.RecordCaller;
import io.echosphere.domain.turn.TurnEffect.RecordReply;
import io.echosphere.domain.turn.TurnEffect.StartSession;
import io.echosphere.domain.turn.TurnEvent.CallerJoined;
import io.echosphere.domain.turn.TurnEvent.CallerLeft;
import io.echosphere.domain.turn.TurnEvent.Disconnected;
import io.echosphere.domain.turn.TurnEvent.Outcome;
import io.echosphere.domain.turn.TurnEvent.SessionResumed;
import io.echosphere.domain.turn.TurnEvent.StopRequested;
import io.echosphere.domain.turn.TurnEvent.TranscriptionFailed;
import io.echosphere.domain.turn.TurnState.Away;
import io.echosphere.domain.turn.TurnState.Closed;
import io.echosphere.domain.turn.TurnState.Hearing;
import io.echosphere.domain.turn.TurnState.Listening;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How sessions begin, survive faults and end. */
class SessionLifeTest {
  @Test
  void theCallerIsGreetedWhenTheyCome() {
    var call = new Dialogue().tell(new CallerJoined());

    assertThat(call.effectsOf(StartSession.class)).hasSize(1);
    assertThat(call.started().getLast().plan()).isEqualTo(new Greeting());
    assertThat(call.effectsOf(LetSpeak.class)).hasSize(1);
  }

  @Test
  void withoutASetGreetingTheModelGreets() {
    var silent = Dialogue.with(Dialogue.SETTINGS.patience(), Preemption.FULL, true, false);

    var call = new Dialogue(silent).tell(new CallerJoined());

    assertThat(call.started().getLast().plan()).isInstanceOf(Answer.class);
  }

  /** The worker of a call was killed; another agent comes, and the caller need not begin again. */
  @Test
  void anAgentThatGoesOnForALostOneSaysSorryAndRemembersWhatWasSaid() {
    var earlier =
        List.of(
            new Line(Role.ASSISTANT, "こんにちは！"),
            new Line(Role.USER, "私は葵です。"),
            new Line(Role.ASSISTANT, "葵さん、 [interrupted]"));

    var call =
        new Dialogue()
            .tell(new SessionResumed(earlier, 4, Language.ENGLISH))
            .tell(new CallerJoined());

    assertThat(call.effectsOf(StartSession.class)).hasSize(1);
    assertThat(call.started().getLast().plan()).isEqualTo(new PickUp(Language.ENGLISH));
    call.voiced("Sorry.").finished("Sorry.").says("a", "私の名前は？");
    assertThat(call.started().getLast().plan())
        .isInstanceOfSatisfying(
            Answer.class,
            answer ->
                assertThat(answer.conversation().forModel())
                    .extracting(Line::text)
                    .containsSubsequence("私は葵です。", "葵さん、 [interrupted]")
                    .endsWith("Sorry.", "私の名前は？"));
    assertThat(call.effectsOf(RecordCaller.class).getLast().turn())
        .as("shown beside the turns of before, not over them")
        .isEqualTo(5);
  }

  @Test
  void whereNothingHadBeenSaidTheCallerIsGreeted() {
    var call =
        new Dialogue()
            .tell(new SessionResumed(List.of(), 1, Language.JAPANESE))
            .tell(new CallerJoined());

    assertThat(call.started().getLast().plan()).isEqualTo(new Greeting());
  }

  @Test
  void whatAnotherAgentKnewComesTooLateOnceTheCallerIsMet() {
    var call = afterGreeting();

    call.tell(new SessionResumed(List.of(new Line(Role.USER, "昔の話")), 2, Language.ENGLISH));

    call.assertState(Listening.class);
    call.says("a", "こんにちは。");
    assertThat(((Answer) call.started().getLast().plan()).conversation().forModel())
        .extracting(Line::text)
        .doesNotContain("昔の話");
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

  private static Dialogue replying() {
    return afterGreeting().says("a", "お話をして。").voiced("昔々、");
  }
}
