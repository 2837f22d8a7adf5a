package io.echosphere.domain.turn;

import static io.echosphere.domain.turn.Dialogue.afterGreeting;
import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.turn.TurnEffect.Answer;
import io.echosphere.domain.turn.TurnEffect.LetSpeak;
import io.echosphere.domain.turn.TurnEffect.PauseReply;
import io.echosphere.domain.turn.TurnEffect.RecordCaller;
import io.echosphere.domain.turn.TurnEffect.ResumeReply;
import io.echosphere.domain.turn.TurnEvent.Outcome;
import io.echosphere.domain.turn.TurnState.Contested;
import io.echosphere.domain.turn.TurnState.Doubting;
import io.echosphere.domain.turn.TurnState.Hearing;
import io.echosphere.domain.turn.TurnState.Replying;
import org.junit.jupiter.api.Test;

/** The recogniser's last word on a turn comes when its reply is under way and not yet heard. */
class LateWordsTest {
  private static final String COMPLETE = "明日の天気は？";
  private static final String UNFINISHED = "明日の天気は、";

  @Test
  void aFinalAfterWhichTheCallerGoesOnMakesTheReplyWait() {
    var call = answering();

    call.words("a", UNFINISHED);

    call.assertState(Doubting.class);
    assertThat(call.takeEffects()).contains(new PauseReply(call.lastReply()));
  }

  @Test
  void whoGoesOnIsHeardOutAndNothingHasSounded() {
    var call = answering();
    call.words("a", UNFINISHED);
    var first = call.lastReply();

    call.pass(300).speaks().assertState(Contested.class);
    call.pass(900).stable("b", "東京と大阪のを教えてください");

    call.assertState(Hearing.class);
    assertThat(call.cancelled()).contains(first);
    assertThat(call.effectsOf(ResumeReply.class)).isEmpty();
    assertThat(call.effectsOf(RecordCaller.class))
        .extracting(RecordCaller::text)
        .containsExactly(UNFINISHED);
  }

  @Test
  void whoDoesNotIsAnsweredAfterTheWaitOfUnfinishedWords() {
    var call = answering();
    long most = Dialogue.SETTINGS.endpointing().maxDelayMillis();
    call.words("a", UNFINISHED);
    call.takeEffects();

    call.pass(most - Dialogue.SETTINGS.endpointing().minDelayMillis() - 1);
    call.assertState(Doubting.class);
    call.pass(1).assertState(Replying.class);

    assertThat(call.takeEffects()).containsExactly(new ResumeReply(call.lastReply()));
  }

  @Test
  void noReplyBeginsWhileTheCallerMayBeSpeakingAgain() {
    var call = answering();
    long rest =
        Dialogue.SETTINGS.endpointing().maxDelayMillis()
            - Dialogue.SETTINGS.endpointing().minDelayMillis();
    call.words("a", UNFINISHED).pass(rest - 10).suspects(true);
    call.takeEffects();

    call.pass(60).assertState(Doubting.class);
    assertThat(call.effectsOf(ResumeReply.class)).isEmpty();

    call.suspects(false).pass(60).assertState(Replying.class);
  }

  @Test
  void wordsThatChangeAreAskedAnewAndWaitToo() {
    var call = answering();
    var first = call.lastReply();

    call.words("a", "明日の天気を");

    call.assertState(Doubting.class);
    assertThat(call.cancelled()).contains(first);
    assertThat(call.effectsOf(PauseReply.class)).containsExactly(new PauseReply(call.lastReply()));
    assertThat(
            ((Answer) call.started().getLast().plan()).conversation().forModel().getLast().text())
        .isEqualTo("明日の天気を");
  }

  @Test
  void aFinalThatIsAsCompleteChangesNothing() {
    var call = answering();
    call.takeEffects();

    call.words("a", "明日の天気は?");

    call.assertState(Replying.class);
    assertThat(call.effectsOf(PauseReply.class)).isEmpty();
  }

  @Test
  void whatSoundsAlreadyGoesOn() {
    var call = answering().voiced("晴れです。");

    call.words("a", UNFINISHED).assertState(Replying.class);
    assertThat(call.effectsOf(PauseReply.class)).isEmpty();
  }

  @Test
  void aReplyThatFailsWhileItWaitsIsApologisedFor() {
    var call = answering();
    call.words("a", UNFINISHED);
    int replies = call.started().size();

    call.ended(Outcome.FAILED, "");

    call.assertState(Replying.class);
    assertThat(call.started()).hasSize(replies + 1);
    assertThat(call.started().getLast().plan()).isInstanceOf(TurnEffect.Apology.class);
  }

  @Test
  void aReplyThatWaitedSoIsStillHeldForTheNextSounds() {
    var call = answering();
    call.words("a", UNFINISHED).pass(1_500).voiced("晴れです。");

    for (int sound = 0; sound < TurnSettings.MAX_FALSE_PAUSES; sound++) {
      call.takeEffects();
      call.speaks();
      assertThat(call.effectsOf(PauseReply.class)).hasSize(1);
      call.stops(0).pass(2_000);
    }
  }

  /** A complete question has been taken as a turn; its reply may be heard and is not yet. */
  private static Dialogue answering() {
    var call = afterGreeting().speaks().pass(900).partial("a", COMPLETE).stops(0);
    call.pass(Dialogue.SETTINGS.endpointing().minDelayMillis()).assertState(Replying.class);
    assertThat(call.effectsOf(LetSpeak.class)).isNotEmpty();
    return call;
  }
}
