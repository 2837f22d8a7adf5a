package io.echosphere.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.RecordingTelemetry.RecordedCall;
import io.echosphere.application.port.out.RecordingTelemetry.RecordedSpan;
import io.echosphere.application.port.out.Telemetry.Activity;
import io.echosphere.application.port.out.Telemetry.Amount;
import io.echosphere.application.port.out.Telemetry.Speaker;
import io.echosphere.domain.turn.TurnEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What telemetry is told of a call. */
class TracedCallTest {
  private static final String STORY = "昔々あるところに、おじいさんとおばあさんがいました。";

  private final StagedCall stage = new StagedCall();

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void aTurnIsMeasuredFromTheCallersPauseToTheEndOfTheReply() {
    stage.model.reply("はい、", "こんにちは。");
    var room = stage.greetedCall("a");

    stage.says(room, "もしもし。");
    stage.untilSaid(room, "はい、こんにちは。");
    stage.until(() -> outcomes(Activity.TURN).contains("completed") || stage.passes());

    assertThat(outcomes(Activity.END_OF_TURN)).containsOnlyOnce("turn over");
    assertThat(call().spans(Activity.STT)).isNotEmpty().allMatch(RecordedSpan::ended);
    var model = call().spans(Activity.LLM).getLast();
    assertThat(model.notes())
        .containsEntry("gen_ai.usage.input_tokens", 10L)
        .containsEntry("gen_ai.usage.output_tokens", 5L)
        .containsKey("gen_ai.request.max_tokens");
    assertThat(model.words()).isEqualTo(Map.of(Speaker.CALLER, "もしもし。"));
    var voice = call().spans(Activity.TTS).getLast();
    assertThat(voice.remarks()).containsEntry("language", "ja-JP");
    assertThat(voice.notes()).containsKey("characters");
    assertThat(call().spans(Activity.TURN))
        .anySatisfy(
            turn -> {
              assertThat(turn.notes()).containsKey("voice_to_voice_ms");
              assertThat(turn.words()).containsEntry(Speaker.AGENT, "はい、こんにちは。");
            });
  }

  @Test
  void anInterruptionIsASpanUntilItIsKnownToBeOne() {
    stage.model.reply(STORY);
    var room = stage.greetedCall("a");
    stage.says(room, "お話をして。");
    long before = room.voicedFrames;
    stage.until(() -> room.voicedFrames > before + 60);

    room.voice(8);
    stage.until(() -> room.silentNow);
    stage.recogniser.last().partial("待ってください");
    stage.until(() -> stage.messages().getLast().interrupted());

    assertThat(outcomes(Activity.INTERRUPTION)).containsExactly("interrupted");
    assertThat(call().spans(Activity.INTERRUPTION).getFirst().remarks())
        .containsEntry("reply", "paused");
  }

  @Test
  void aReplyThatWaitsUnheardForASoundIsNotInterrupted() {
    stage.model.byHand();
    var room = stage.greetedCall("a");
    stage.says(room, "もしもし。");
    stage.until(() -> !stage.model.calls().isEmpty());

    long begun = stage.taken(room, TurnEvent.SpeechStarted.class);
    room.voice(20);
    stage.until(() -> stage.taken(room, TurnEvent.SpeechStarted.class) > begun);
    room.silence(50);
    stage.until(() -> stage.taken(room, TurnEvent.SpeechEnded.class) > begun);
    stage.pass(2_000);
    stage.model.last().delta("はい、こんにちは。");
    stage.model.last().finish();
    stage.untilSaid(room, "はい、こんにちは。");

    assertThat(call().spans(Activity.INTERRUPTION)).isEmpty();
    assertThat(call().used(Amount.FALSE_INTERRUPTIONS)).isZero();
  }

  /** A failed request costs nothing, and its span says why. */
  @Test
  void aModelThatFailsIsSaidOnItsSpanAndNotPaidFor() {
    stage.model.fail(new Failure(FailureKind.UNAVAILABLE, "bedrock is down"));
    var room = stage.greetedCall("a");

    stage.says(room, "もしもし。");
    stage.until(() -> room.said(io.echosphere.application.port.out.Room.Speaker.AGENT).size() == 2);

    var model = call().spans(Activity.LLM).getFirst();
    assertThat(model.failures()).extracting(Failure::detail).containsExactly("bedrock is down");
    assertThat(model.ended()).isTrue();
    assertThat(call().used(Amount.LLM_INPUT_TOKENS)).isZero();
  }

  private RecordedCall call() {
    return stage.telemetry.calls().getFirst();
  }

  private List<String> outcomes(Activity activity) {
    return call().spans(activity).stream()
        .map(span -> span.remarks().getOrDefault("outcome", ""))
        .filter(outcome -> !outcome.isEmpty())
        .toList();
  }
}
