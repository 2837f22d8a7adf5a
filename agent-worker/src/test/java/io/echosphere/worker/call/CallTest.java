package io.echosphere.worker.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.echosphere.worker.call.CallNews.Answered;
import io.echosphere.worker.call.CallNews.Greeted;
import io.echosphere.worker.call.CallNews.Interrupted;
import io.echosphere.worker.call.CallNews.NotGreeted;
import io.echosphere.worker.call.CallNews.Unanswered;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole calls with a played agent, in time that only the test moves. */
class CallTest {
  private static final long FRAME_NANOS = Duration.ofMillis(10).toNanos();

  private final PlayedCall call = new PlayedCall();
  private final PlayedAgent agent = call.agent;

  @AfterEach
  void hangUp() throws InterruptedException {
    call.hangUp();
  }

  @Test
  void measuresFromTheLastVoicedSampleSentToTheFirstVoicedSampleOfTheReply() throws Exception {
    agent.repliesAfter = 620;
    CallSummary summary = call(3, 0, Duration.ofSeconds(40));

    assertThat(summary.problem()).isEmpty();
    assertThat(summary.succeeded()).isTrue();
    assertThat(summary.answered()).extracting(Answered::turn).containsExactly(1, 2, 3);
    assertThat(summary.answered()).extracting(Answered::line).containsExactly("a", "b", "a");
    for (Answered turn : summary.answered()) {
      assertThat(turn.afterNanos()).isCloseTo(millis(620), within(2 * FRAME_NANOS));
      assertThat(turn.lastedNanos()).isCloseTo(millis(2_000), within(2 * FRAME_NANOS));
      assertThat(turn.levelDbfs()).isCloseTo(-15.2, within(0.5));
      assertThat(turn.cutIn()).isFalse();
    }
  }

  @Test
  void waitsForTheGreetingToEndBeforeItSpeaks() throws Exception {
    agent.greetsAt = 400;
    agent.greeting = 1_500;

    CallSummary summary = call(1, 0, Duration.ofSeconds(20));

    Greeted greeting = summary.greeted().orElseThrow();
    assertThat(greeting.afterNanos()).isCloseTo(millis(400), within(2 * FRAME_NANOS));
    assertThat(greeting.lastedNanos()).isCloseTo(millis(1_500), within(2 * FRAME_NANOS));
    assertThat(agent.spokenOver).isFalse();
    assertThat(summary.agentJoined().orElseThrow().joinNanos())
        .isCloseTo(millis(100), within(2 * FRAME_NANOS));
  }

  @Test
  void doesNotTakeAPauseBetweenTwoClausesForTheEndOfTheReply() throws Exception {
    agent.pausesFor = 900; // longer than the silence that ends a reply, but the state says speaking

    CallSummary summary = call(2, 0, Duration.ofSeconds(40));

    assertThat(summary.succeeded()).isTrue();
    assertThat(agent.spokenOver).isFalse();
    assertThat(summary.answered().getFirst().lastedNanos())
        .isCloseTo(millis(2_900), within(3 * FRAME_NANOS));
  }

  @Test
  void speaksOverAReplyAndMeasuresUntilItIsSilent() throws Exception {
    agent.repliesFor = 5_000;
    agent.stopsAfter = 280;

    CallSummary summary = call(3, 1, Duration.ofSeconds(40));

    assertThat(summary.succeeded()).isTrue();
    Interrupted interrupted = summary.interrupted().getFirst();
    assertThat(summary.interrupted()).hasSize(1);
    assertThat(interrupted.turn()).isEqualTo(1);
    assertThat(interrupted.untilSilenceNanos()).isCloseTo(millis(280), within(2 * FRAME_NANOS));
    // The reply to the interruption is measured like any other, from the end of the interruption.
    assertThat(summary.answered().get(1).afterNanos())
        .isCloseTo(millis(500), within(2 * FRAME_NANOS));
    assertThat(summary.answered().get(1).cutIn()).isFalse();
  }

  @Test
  void saysWhenNoReplyWasLongEnoughToBeSpokenOver() throws Exception {
    agent.repliesFor = 800;

    CallSummary summary = call(2, 1, Duration.ofSeconds(40));

    assertThat(summary.answered()).hasSize(2);
    assertThat(summary.succeeded()).isFalse();
    assertThat(summary.problem()).contains("long enough");
  }

  @Test
  void marksAnAgentThatCutsInAndLeavesItsHasteOutOfTheLatencies() throws Exception {
    agent.cutsInAfter = 300;

    CallSummary summary = call(2, 0, Duration.ofSeconds(40));

    assertThat(summary.answered()).hasSize(2).allMatch(Answered::cutIn);
    assertThat(summary.voiceToVoice()).isEmpty();
  }

  @Test
  void goesOnAfterATurnThatIsNotAnsweredAndFails() throws Exception {
    agent.deafTo = 2;

    CallSummary summary = call(3, 0, Duration.ofSeconds(60));

    assertThat(summary.answered()).extracting(Answered::turn).containsExactly(1, 3);
    assertThat(call.heard).contains(new Unanswered(2, "b"));
    assertThat(summary.succeeded()).isFalse();
    assertThat(summary.problem()).isEqualTo("1 turn was not answered");
  }

  @Test
  void speaksToAnAgentThatDoesNotGreet() throws Exception {
    agent.greeting = 0;

    CallSummary summary = call(1, 0, Duration.ofSeconds(40));

    assertThat(call.heard).contains(new NotGreeted());
    assertThat(summary.succeeded()).isTrue();
  }

  @Test
  void saysWhatToLookForWhenNoAgentComes() throws Exception {
    agent.comes = false;

    CallSummary summary = call(1, 0, Duration.ofSeconds(20));

    assertThat(summary.problem()).contains("no agent came").contains("AGENT_NAME");
  }

  @Test
  void failsWhenTheAgentLeaves() throws Exception {
    agent.leavesAt = 3_000;

    CallSummary summary = call(5, 0, Duration.ofSeconds(20));

    assertThat(summary.succeeded()).isFalse();
    assertThat(summary.problem()).contains("left the room");
  }

  @Test
  void sendsAFrameOnEveryBeatWhateverItSays() throws Exception {
    call(1, 0, Duration.ofSeconds(20));

    // The agent plays once a beat; the last beat may or may not come after the end.
    assertThat(agent.frames).isBetween(agent.played - 1, agent.played + 1).isGreaterThan(300);
  }

  /** Lets time pass until the call is over; at most so long. */
  private CallSummary call(int turns, int interruptions, Duration atMost) throws Exception {
    return call.make(
        new CallPlan(
            List.of(Sounds.clip("a", 1_000), Sounds.clip("b", 1_200)),
            turns,
            interruptions,
            Duration.ofSeconds(10)),
        atMost);
  }

  private static long millis(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
