package io.echosphere.application.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.echosphere.application.port.in.AgentJobs.JobRoom;
import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.Room.Speaker;
import io.echosphere.application.port.out.RoomListener.Caller;
import io.echosphere.application.port.out.Telemetry.Amount;
import io.echosphere.application.port.out.Telemetry.Latency;
import io.echosphere.application.session.StagedCall.FakeRoom;
import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionStatus;
import io.echosphere.domain.turn.AgentState;
import io.echosphere.domain.turn.TurnEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallTest {
  private static final Failure DOWN = new Failure(FailureKind.UNAVAILABLE, "bedrock is down");

  private final StagedCall stage = new StagedCall();

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void theCallerIsGreetedAnsweredAndWrittenDown() {
    stage.model.reply("はい、", "こんにちは。");
    var room = stage.greetedCall("a");

    stage.says(room, "もしもし。");
    stage.until(() -> stage.messages().size() == 3);

    assertThat(room.said(Speaker.AGENT)).contains("はい、こんにちは。");

    assertThat(room.said(Speaker.CALLER)).containsExactly("もしもし。");
    assertThat(stage.messages())
        .extracting(Message::role, Message::content)
        .containsExactly(
            tuple(Role.ASSISTANT, StagedCall.GREETING),
            tuple(Role.USER, "もしもし。"),
            tuple(Role.ASSISTANT, "はい、こんにちは。"));
    assertThat(stage.messages().getLast().audio()).isGreaterThan(Duration.ofMillis(500));
    assertThat(room.states)
        .containsSubsequence(
            AgentState.INITIALIZING,
            AgentState.SPEAKING,
            AgentState.LISTENING,
            AgentState.THINKING,
            AgentState.SPEAKING,
            AgentState.LISTENING);
    assertThat(stage.telemetry.calls().getFirst().latencies())
        .extracting(measured -> measured.latency())
        .contains(Latency.VOICE_TO_VOICE, Latency.LLM_TTFT, Latency.TTS, Latency.STT);
  }

  /** A user's sessions can only be listed if their calls are kept under one name. */
  @Test
  void aSessionIsKeptUnderTheUserIdOfTheTokenAndElseUnderTheIdentity() {
    var known = stage.startedCall("a");
    known.listener.callerJoined(
        new Caller("caller-1", "", Map.of("echosphere.user_id", "user-7", "plan", "gold")));
    stage.until(() -> stage.sessions().size() == 1);
    var unknown = stage.startedCall("b");
    unknown.listener.callerJoined(new Caller("caller-2", "", Map.of("echosphere.user_id", " ")));
    stage.until(() -> stage.sessions().size() == 2);

    assertThat(stage.sessions()).extracting(Session::userId).containsExactly("user-7", "caller-2");
  }

  @Test
  void anAnswerIsWrittenDownWithTheLatencyThatTelemetryMeasures() {
    stage.model.reply("はい、", "こんにちは。");
    var room = stage.greetedCall("a");

    stage.says(room, "もしもし。");
    stage.untilSaid(room, "はい、こんにちは。");

    var measured =
        stage.telemetry.calls().getFirst().latencies().stream()
            .filter(each -> each.latency() == Latency.VOICE_TO_VOICE)
            .toList();
    assertThat(measured).hasSize(1);
    assertThat(stage.messages()).hasSize(3);
    assertThat(stage.messages().get(0).latency()).as("the greeting answers nothing").isNull();
    assertThat(stage.messages().get(1).latency()).as("nobody waits for the caller").isNull();
    assertThat(stage.messages().get(2).latency())
        .isBetween(
            measured.getFirst().value().minusMillis(1), measured.getFirst().value().plusMillis(1));
  }

  @Test
  void aCallerWhoInterruptsSilencesTheAgentAndOnlyWhatWasHeardIsKept() {
    stage.model.reply("昔々あるところに、おじいさんとおばあさんがいました。");
    var room = stage.greetedCall("a");
    stage.says(room, "お話をして。");
    long before = room.voicedFrames;
    stage.until(() -> room.voicedFrames > before + 60);

    room.voice(8);
    stage.until(() -> room.silentNow);
    stage.recogniser.last().partial("待ってください");
    stage.until(() -> lastMessage().interrupted());

    String heard = lastMessage().content();
    assertThat("昔々あるところに、おじいさんとおばあさんがいました。").startsWith(heard);
    assertThat(heard).hasSizeBetween(1, 25);
  }

  @Test
  void aCoughOnlyHoldsTheReply() {
    stage.model.reply("昔々あるところに、おじいさんがいました。");
    var room = stage.greetedCall("a");
    stage.says(room, "お話をして。");
    long before = room.voicedFrames;
    stage.until(() -> room.voicedFrames > before + 30);

    room.voice(8);
    stage.until(() -> room.silentNow);
    room.silence(40);
    stage.until(() -> stage.recogniser.last().samples().length >= 48 * 160);
    stage.until(() -> resumed(room));

    stage.until(() -> stage.messages().size() == 3);
    assertThat(room.said(Speaker.AGENT)).contains("昔々あるところに、おじいさんがいました。");
    assertThat(lastMessage().interrupted()).isFalse();
  }

  @Test
  void aModelThatFailsIsApologisedForAndTheCallGoesOn() {
    stage.model.fail(DOWN).reply("はい。");
    var room = stage.greetedCall("a");

    stage.says(room, "もしもし。");
    stage.until(() -> room.said(Speaker.AGENT).size() == 2);
    stage.says(room, "聞こえますか。");
    stage.untilSaid(room, "はい。");

    assertThat(room.said(Speaker.AGENT).get(1)).startsWith("申し訳ありません");
    assertThat(stage.telemetry.calls().getFirst().failures())
        .extracting(failed -> failed.service())
        .containsExactly("llm");
  }

  @Test
  void aVoiceThatFailsLeavesTheTranscript() {
    stage.voice.fail(new Failure(FailureKind.UNAVAILABLE, "polly is down"), 0);
    var room = stage.answeredCall("a");

    stage.until(() -> room.said(Speaker.AGENT).contains(StagedCall.GREETING));
    stage.until(() -> !stage.messages().isEmpty());

    assertThat(room.voicedFrames).isZero();
    assertThat(stage.messages().getFirst().audio()).isZero();
  }

  @Test
  void anEarThatBreaksOnceIsMendedInSilenceAndHearsTheWordsAgain() {
    stage.model.reply("はい。");
    var room = stage.greetedCall("a");
    room.voice(20);
    stage.until(() -> stage.samples() >= 20 * 160);

    stage.recogniser.last().partial("もし");
    stage.recogniser.last().fail(new Failure(FailureKind.UNAVAILABLE, "reset"));
    room.voice(5);
    stage.until(() -> stage.recogniser.streams().size() == 2);
    stage.until(() -> stage.recogniser.last().samples().length >= 20 * 160);
    room.silence(20);
    stage.recogniser.last().heard("もしもし。");
    stage.until(() -> room.said(Speaker.AGENT).contains("はい。") || stage.passes());

    assertThat(room.said(Speaker.CALLER)).containsExactly("もしもし。");
  }

  @Test
  void aTypedMessageIsAnsweredAndNotShownAgainToWhoTypedIt() {
    stage.model.reply("晴れです。");
    var room = stage.greetedCall("a");

    room.listener.textReceived("天気は？");
    stage.until(() -> stage.messages().size() == 3);

    assertThat(room.said(Speaker.CALLER)).isEmpty();
    assertThat(stage.messages())
        .extracting(Message::role, Message::content)
        .endsWith(tuple(Role.USER, "天気は？"), tuple(Role.ASSISTANT, "晴れです。"));
  }

  @Test
  void whatTheCallerSaidBeforeTheAgentCameIsHeard() {
    stage.model.reply("はい。");
    var room = stage.greetedCall("a");
    var early = new short[50 * AudioFormat.ROOM_FRAME];
    Arrays.fill(early, 0, 20 * AudioFormat.ROOM_FRAME, (short) 8_000);

    room.listener.callerAudioBefore(early);
    stage.until(() -> stage.samples() >= 50 * AudioFormat.SPEECH_FRAME);
    stage.recogniser.last().heard("もしもし。");
    stage.until(() -> room.said(Speaker.CALLER).contains("もしもし。") || stage.passes());
  }

  @Test
  void nothingOfAReplyThatIsDraftedInVainIsKept() {
    stage.model.reply("はい、どうぞ。");
    for (int i = 0; i < 3; i++) { // once or more, as voice and words come
      stage.model.reply("明日は晴れです。");
    }
    var room = stage.greetedCall("a");
    stage.pass(2_000);
    room.voice(30);
    stage.until(() -> stage.samples() >= 30 * 160);
    stage.recogniser.last().partial("天気は？");
    room.silence(10);
    stage.until(() -> stage.taken(room, TurnEvent.SpeechEnded.class) == 1);
    stage.pass(20);
    stage.until(() -> stage.model.prompts().size() == 1);

    room.voice(30);
    stage.recogniser.last().heard("天気は？明日の。");
    room.silence(10);
    stage.until(() -> stage.messages().size() == 3 || stage.passes());

    assertThat(stage.messages().getLast().content()).isEqualTo("明日は晴れです。");
    assertThat(room.said(Speaker.AGENT)).doesNotContain("はい、どうぞ。");
    assertThat(stage.telemetry.calls().getFirst().used(Amount.WASTED_TOKENS)).isPositive();
  }

  @Test
  void aRoomThatCannotBeJoinedFailsTheJobAndStoresNothing() {
    stage.rooms.refusing = true;
    var report = new StagedCall.RecordedReport();
    stage.calls.start(StagedCall.job("a", new JobRoom("r", "RM_1", false)), report);

    stage.until(() -> report.ended != null);

    assertThat(report.success).isFalse();
    assertThat(report.ended).isEqualTo("the room is closed");
    assertThat(stage.facts).isEmpty();
  }

  @Test
  void aRoomWithoutACallerEndsItsJobWellAndStoresNothing() {
    var room = stage.startedCall("a");
    stage.until(() -> stage.timers.pending() > 0);

    stage.pass(30_000);
    stage.until(() -> room.report.ended != null);

    assertThat(room.report.success).isTrue();
    assertThat(room.report.toldFromTheRoom).isTrue();
    stage.until(() -> room.closed);
    assertThat(stage.facts).isEmpty();
  }

  @Test
  void aBugInOneCallEndsThatCallAlone() {
    var first = stage.greetedCall("a");
    var second = stage.greetedCall("b");

    first.brokenTrack = true;
    stage.until(() -> first.report.ended != null);

    assertThat(first.report.success).isFalse();
    assertThat(second.report.ended).isNull();
    stage.until(() -> stage.calls.running() == 1);
  }

  @Test
  void aCallerWhoLeavesForGoodHasCompletedTheSession() {
    var room = stage.greetedCall("a");

    room.listener.callerLeft();
    var grace = Duration.ofSeconds(5);
    stage.until(() -> stage.timers.untilNext().filter(grace::equals).isPresent());
    stage.pass(grace.toMillis());
    stage.until(() -> room.report.ended != null);

    Session last = stage.sessions().getLast();
    assertThat(last.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(last.reason()).isEqualTo("caller left");
    assertThat(last.duration()).contains(Duration.ofSeconds(5));
  }

  @Test
  void aLostConnectionEndsTheSessionWithItsReason() {
    var room = stage.greetedCall("a");

    room.listener.disconnected("signalling lost");
    stage.until(() -> room.report.ended != null);

    Session last = stage.sessions().getLast();
    assertThat(last.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(last.reason()).isEqualTo("signalling lost");
  }

  private boolean resumed(FakeRoom room) {
    stage.pass(20);
    return !room.silentNow;
  }

  private Message lastMessage() {
    return stage.messages().getLast();
  }
}
