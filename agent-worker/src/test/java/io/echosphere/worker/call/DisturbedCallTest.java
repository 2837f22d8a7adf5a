package io.echosphere.worker.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.echosphere.worker.call.Aside.Kind;
import io.echosphere.worker.call.CallNews.Answered;
import io.echosphere.worker.call.CallNews.Comparison;
import io.echosphere.worker.call.CallNews.Disturbed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls in which the caller makes sounds over replies, or types. */
class DisturbedCallTest {
  private static final Duration AT_MOST = Duration.ofSeconds(60);
  private static final Clip QUESTION = Sounds.clip("question", 1_000);

  private final PlayedCall call = new PlayedCall();
  private final PlayedAgent agent = call.agent;

  @AfterEach
  void hangUp() throws InterruptedException {
    call.hangUp();
  }

  @Test
  void aReplyThatIsHeldAndGoesOnWhereItStoppedIsUnharmed() throws Exception {
    agent.voice = Sounds.speech48();
    agent.repliesFor = 2_800;
    agent.holdsFor = 400;

    CallSummary summary = call.make(disturbing(2, 2, 200), AT_MOST);

    assertThat(summary.problem()).isEmpty();
    assertThat(summary.succeeded()).isTrue();
    Disturbed reply = summary.disturbed().getFirst();
    assertThat(reply.turn()).isEqualTo(2);
    assertThat(reply.kind()).isEqualTo(Kind.BACKCHANNEL);
    assertThat(reply.wentOn()).isTrue();
    assertThat(reply.silentNanos()).isBetween(millis(380), millis(500));
    Comparison compared = reply.compared().orElseThrow();
    assertThat(compared.heldMillis()).isCloseTo(400, within(40.0));
    assertThat(compared.lostMillis()).isLessThan(20);
    assertThat(compared.repeatedMillis()).isLessThan(20);
    assertThat(summary.answered()).extracting(Answered::turn).containsExactly(1, 2);
  }

  @Test
  void whatIsMissingFromAHeldReplyIsMeasuredAndFailsTheCall() throws Exception {
    agent.voice = Sounds.speech48();
    agent.repliesFor = 2_800;
    agent.holdsFor = 400;
    agent.skips = 300; // of which a third is the closure of a consonant

    CallSummary summary = call.make(disturbing(2, 2, 200), AT_MOST);

    Comparison compared = summary.disturbed().getFirst().compared().orElseThrow();
    assertThat(compared.lostMillis()).isBetween(150.0, 260.0);
    assertThat(compared.repeatedMillis()).isLessThan(20);
    assertThat(summary.succeeded()).isFalse();
    assertThat(summary.problem()).isEqualTo("1 disturbed reply was not heard whole");
  }

  @Test
  void whatIsSaidTwiceIsMeasuredToo() throws Exception {
    agent.voice = Sounds.speech48();
    agent.repliesFor = 2_800;
    agent.holdsFor = 400;
    agent.skips = -100;

    CallSummary summary = call.make(disturbing(2, 2, 200), AT_MOST);

    Comparison compared = summary.disturbed().getFirst().compared().orElseThrow();
    assertThat(compared.repeatedMillis()).isCloseTo(100, within(30.0));
    assertThat(compared.lostMillis()).isLessThan(20);
    assertThat(summary.succeeded()).isFalse();
  }

  @Test
  void aReplyKnownBeforehandNeedsNoEarlierTurn() throws Exception {
    agent.voice = Sounds.speech48();
    agent.repliesFor = 2_800;
    agent.holdsFor = 400;
    var known = Map.of("question", VoicePrint.of(Sounds.speech16()));

    CallSummary summary =
        call.make(
            new CallPlan(
                List.of(QUESTION),
                1,
                0,
                Map.of(),
                Map.of(1, new Aside(Kind.NOISE, Sounds.clip("cough", 200))),
                known,
                Duration.ofSeconds(10)),
            AT_MOST);

    Disturbed reply = summary.disturbed().getFirst();
    assertThat(reply.kind()).isEqualTo(Kind.NOISE);
    assertThat(reply.compared()).isPresent();
    assertThat(reply.unharmed()).isTrue();
  }

  @Test
  void aReplyThatNothingIsKnownOfIsNotCompared() throws Exception {
    agent.holdsFor = 300;
    agent.repliesFor = 4_000;

    CallSummary summary = call.make(disturbing(1, 1, 200), AT_MOST);

    assertThat(summary.succeeded()).isTrue();
    assertThat(summary.disturbed().getFirst().compared()).isEmpty();
    assertThat(summary.disturbed().getFirst().silentNanos())
        .isCloseTo(millis(310), within(millis(20)));
  }

  @Test
  void anAgentThatDoesNotCareIsUnharmedAndWasNeverSilent() throws Exception {
    agent.repliesFor = 4_000;
    agent.stopsAfter = 4_000;

    CallSummary summary = call.make(disturbing(1, 1, 200), AT_MOST);

    assertThat(summary.succeeded()).isTrue();
    assertThat(summary.disturbed().getFirst().silentNanos()).isZero();
  }

  @Test
  void anAgentThatTakesABackchannelForATurnFailsTheCall() throws Exception {
    agent.repliesFor = 4_000;
    agent.stopsAfter = 150;

    CallSummary summary = call.make(disturbing(1, 1, 400), AT_MOST);

    assertThat(summary.answered()).hasSize(1);
    assertThat(summary.disturbed()).singleElement().matches(reply -> !reply.wentOn());
    assertThat(summary.succeeded()).isFalse();
  }

  @Test
  void saysWhenAReplyWasTooShortToBeDisturbed() throws Exception {
    agent.repliesFor = 800;

    CallSummary summary = call.make(disturbing(1, 1, 200), AT_MOST);

    assertThat(summary.succeeded()).isFalse();
    assertThat(summary.problem()).contains("long enough");
  }

  @Test
  void aTypedTurnIsSentAndMeasuredFromItsSending() throws Exception {
    agent.repliesAfter = 620;

    CallSummary summary =
        call.make(
            new CallPlan(
                List.of(QUESTION, Sounds.clip("other", 800)),
                3,
                0,
                Map.of(2, "What time is it?"),
                Map.of(),
                Map.of(),
                Duration.ofSeconds(10)),
            AT_MOST);

    assertThat(agent.read).isEqualTo("What time is it?");
    assertThat(call.heard).contains(new CallNews.Said(false, "typed-2", "What time is it?", true));
    assertThat(summary.succeeded()).isTrue();
    assertThat(summary.answered())
        .extracting(Answered::line)
        .containsExactly("question", "What time is it?", "other");
    assertThat(summary.answered()).extracting(Answered::typed).containsExactly(false, true, false);
    assertThat(summary.messageToVoice().orElseThrow().p50())
        .isCloseTo(millis(620), within(millis(30)));
  }

  /** Says the question so often, with a sound over one of the replies. */
  private static CallPlan disturbing(int turns, int turn, int soundMillis) {
    return new CallPlan(
        List.of(QUESTION),
        turns,
        0,
        Map.of(),
        Map.of(turn, new Aside(Kind.BACKCHANNEL, Sounds.clip("uh-huh", soundMillis))),
        Map.of(),
        Duration.ofSeconds(10));
  }

  private static long millis(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
