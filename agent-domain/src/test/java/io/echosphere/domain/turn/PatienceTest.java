package io.echosphere.domain.turn;

import static io.echosphere.domain.turn.Dialogue.afterGreeting;
import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.turn.TurnEffect.Answer;
import io.echosphere.domain.turn.TurnEffect.CheckIn;
import io.echosphere.domain.turn.TurnEffect.EndSession;
import io.echosphere.domain.turn.TurnEffect.LetSpeak;
import io.echosphere.domain.turn.TurnEffect.RecordCaller;
import io.echosphere.domain.turn.TurnEffect.ResumeReply;
import io.echosphere.domain.turn.TurnEvent.Outcome;
import io.echosphere.domain.turn.TurnState.Contested;
import io.echosphere.domain.turn.TurnState.Hearing;
import io.echosphere.domain.turn.TurnState.Listening;
import io.echosphere.domain.turn.TurnState.Replying;
import org.junit.jupiter.api.Test;

/** No state lasts for ever: silence, endless speech, noise, a reply that never comes. */
class PatienceTest {
  private static final TurnSettings SETTINGS =
      Dialogue.patient(new TurnSettings.Patience(30_000, 10_000, 45_000, 300_000, 60_000));

  @Test
  void aSilentCallerIsAskedOnceAndLeftInTheEnd() {
    var call = afterGreeting(SETTINGS).pass(44_999);
    assertThat(call.started()).hasSize(1);

    call.pass(1);
    assertThat(call.started().getLast().plan()).isInstanceOf(CheckIn.class);

    call.voiced("もしもし").finished("もしもし").pass(299_999).assertState(Listening.class);
    call.pass(1);
    assertThat(call.started()).hasSize(2);
    assertThat(call.effectsOf(EndSession.class))
        .containsExactly(new EndSession(true, "the caller was silent"));
  }

  @Test
  void noiseDoesNotPassForACaller() {
    var call = afterGreeting(SETTINGS).pass(40_000).speaks().pass(20_000).stops(200);

    call.pass(1_300);

    assertThat(call.started().getLast().plan()).isInstanceOf(CheckIn.class);
  }

  @Test
  void aCallerWhoSpeaksMayBeSilentAgainAfterwards() {
    var call = afterGreeting(SETTINGS).pass(45_000).voiced("もしもし").finished("もしもし");
    call.pass(200_000).says("a", "はい、聞こえます。").pass(300).voiced("よかった。").finished("よかった。");

    call.pass(45_000);

    assertThat(call.started().getLast().plan()).isInstanceOf(CheckIn.class);
  }

  @Test
  void whoIsMutedIsNotAskedWhetherTheyAreThere() {
    var call = afterGreeting(SETTINGS).tell(new TurnEvent.CallerMuted(true)).pass(45_000);
    assertThat(call.started()).hasSize(1);

    call.pass(300_000);

    assertThat(call.effectsOf(EndSession.class)).hasSize(1);
  }

  @Test
  void endlessSpeechIsTakenAsATurnAndAnsweredAtItsNextPause() {
    var call = afterGreeting(SETTINGS).speaks().pass(59_000).partial("a", "それで、それから").pass(1_000);

    call.assertState(Contested.class);
    assertThat(call.started().getLast().plan()).isInstanceOf(Answer.class);
    assertThat(call.effectsOf(LetSpeak.class)).isEmpty();

    call.pass(5_000).stops(100).pass(400).assertState(Replying.class);
    assertThat(call.effectsOf(LetSpeak.class)).hasSize(1);
    assertThat(call.effectsOf(ResumeReply.class)).isEmpty(); // nothing held it
    call.voiced("なるほど。").finished("なるほど。");
    assertThat(call.effectsOf(RecordCaller.class))
        .extracting(RecordCaller::text)
        .containsExactly("それで、それから");
  }

  @Test
  void whoGoesOnAfterALongTurnIsHeardOut() {
    var call = afterGreeting(SETTINGS).speaks().pass(59_000).partial("a", "それで、それから").pass(1_000);
    var held = call.lastReply();

    call.pass(2_000).stable("a", "それで、それから、買い物に行って");

    assertThat(call.cancelled()).contains(held);
    call.assertState(Hearing.class);
  }

  @Test
  void endlessNoiseIsNoTurn() {
    var call = afterGreeting(SETTINGS).speaks().pass(60_000);

    call.assertState(Replying.class); // asks if anybody is there
    assertThat(call.effectsOf(RecordCaller.class)).isEmpty();
  }

  @Test
  void aReplyThatNeverComesIsApologisedFor() {
    var call = afterGreeting(SETTINGS).says("a", "こんにちは。").pass(300);
    var stuck = call.lastReply();

    call.pass(TurnSettings.REPLY_MILLIS);

    assertThat(call.cancelled()).contains(stuck);
    assertThat(call.started().getLast().plan()).isInstanceOf(TurnEffect.Apology.class);
  }

  @Test
  void theQuestionToASilentCallerIsNoReasonToApologise() {
    var call = afterGreeting(SETTINGS).pass(45_000).ended(Outcome.FAILED, "");

    call.assertState(Listening.class);
  }
}
