package io.echosphere.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.Telemetry;
import io.echosphere.application.port.out.Telemetry.Latency;
import io.echosphere.application.session.StagedCall.FakeRoom;
import io.echosphere.application.speaking.Filler;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.turn.AgentState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A model that thinks for long, with {@code FILLER_AFTER_MS=1000}. */
class FillerTest {
  private static final String WORDS = Filler.words(Language.JAPANESE);

  private final StagedCall stage =
      new StagedCall(StagedCall.GREETING, 1, new Filler(Duration.ofSeconds(1)));

  @BeforeEach
  void prepare() {
    stage.canned.prepare(WORDS, Language.JAPANESE);
  }

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void silenceIsBridgedAndNothingOfItIsShownStoredOrMeasured() {
    var room = stage.greetedCall("a");
    asks(room);
    long before = room.voicedFrames;

    stage.until(() -> room.voicedFrames > before + 20 || stage.passes());
    stage.until(() -> room.silentNow);

    assertThat(room.states.getLast()).isEqualTo(AgentState.THINKING);
    assertThat(latencies()).doesNotContain(Latency.VOICE_TO_VOICE);
    long filler = room.voicedFrames - before;
    answers("はい、元気です。");
    stage.untilSaid(room, "はい、元気です。");

    assertThat(stage.messages())
        .extracting(Message::content)
        .containsExactly(StagedCall.GREETING, "お元気ですか。", "はい、元気です。");
    assertThat(latencies()).contains(Latency.VOICE_TO_VOICE);
    long reply = room.voicedFrames - before - filler;
    assertThat(stage.messages().getLast().audio().toMillis())
        .isBetween(reply * 10 - 100, reply * 10 + 400);
    assertThat(stage.telemetry.dropped(Telemetry.Direction.OUT)).isZero();
  }

  @Test
  void aReplyThatComesInTimeIsNotPrecededByAnything() {
    var room = stage.greetedCall("a");
    asks(room);
    answers("はい、元気です。");
    stage.until(() -> room.states.getLast() == AgentState.SPEAKING || stage.passes());

    stage.pass(1_000);
    stage.untilSaid(room, "はい、元気です。");

    assertThat(stage.messages().getLast().audio().toMillis()).isLessThan(1_400);
  }

  private List<Latency> latencies() {
    return stage.telemetry.calls().getFirst().latencies().stream()
        .map(measured -> measured.latency())
        .toList();
  }

  /** The caller's turn ends, and the model does not answer. */
  private void asks(FakeRoom room) {
    int heard = stage.samples();
    stage.pass(2_000);
    room.voice(20);
    stage.until(() -> stage.samples() >= heard + 20 * 160);
    stage.recogniser.last().heard("お元気ですか。");
    room.silence(30);
    stage.until(() -> stage.samples() >= heard + 50 * 160);
    stage.until(() -> room.states.getLast() == AgentState.THINKING || stage.passes());
  }

  private void answers(String reply) {
    stage.until(() -> !stage.model.openCalls().isEmpty());
    var call = stage.model.openCalls().getLast();
    call.delta(reply);
    call.finish();
  }
}
