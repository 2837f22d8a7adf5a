package io.echosphere.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.Room.Speaker;
import io.echosphere.application.port.out.RoomListener.Caller;
import io.echosphere.domain.conversation.Conversation.Line;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionStatus;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.turn.TurnSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers who say nothing, cannot be heard, or go and come again. */
class PresenceTest {
  private static final String CHECK_IN = CallSettings.checkIn(Language.JAPANESE);
  private static final long AWAY_MILLIS = 300_000;
  private static final long LIMIT_MILLIS = 600_000;

  private final StagedCall stage =
      new StagedCall(new TurnSettings.Patience(30_000, 60_000, AWAY_MILLIS, LIMIT_MILLIS, 60_000));

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void whoSaysNothingIsAskedOnceAndTheSessionEndsInTheEnd() {
    var room = stage.greetedCall("a");

    stage.pass(AWAY_MILLIS);
    stage.until(() -> room.said(Speaker.AGENT).contains(CHECK_IN));
    stage.until(() -> room.report.ended != null || passesFast());

    assertThat(stage.messages())
        .extracting(Message::content)
        .containsExactly(StagedCall.GREETING, CHECK_IN);
    Session last = stage.sessions().getLast();
    assertThat(last.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(last.reason()).isEqualTo("the caller was silent");
    assertThat(last.duration().orElseThrow())
        .isGreaterThanOrEqualTo(Duration.ofMillis(AWAY_MILLIS + LIMIT_MILLIS));
  }

  /** Muting in the middle of a sentence stops the frames: what was said is answered. */
  @Test
  void whatWasSaidBeforeTheMicrophoneWasMutedIsAnsweredAndNobodyAsksWhetherTheyAreThere() {
    stage.model.reply("晴れです。");
    var room = stage.greetedCall("a");
    room.voice(20);
    stage.until(() -> stage.samples() >= 20 * 160);
    stage.recogniser.last().partial("天気は？");

    room.listener.callerMuted(true);
    stage.until(() -> room.said(Speaker.AGENT).contains("晴れです。") || stage.passes());

    stage.until(() -> room.report.ended != null || passesFast());
    assertThat(room.said(Speaker.AGENT)).containsExactly(StagedCall.GREETING, "晴れです。");
    assertThat(stage.sessions().getLast().reason()).isEqualTo("the caller was silent");
  }

  @Test
  void whoComesBackInTimeGoesOnInTheSameSessionWithItsHistory() {
    stage.model.reply("晴れです。").reply("雨です。").reply("はい。");
    var room = stage.greetedCall("a");
    stage.says(room, "今日の天気は？");
    stage.until(() -> stage.messages().size() == 3);

    room.listener.callerLeft();
    stage.pass(30_000);
    room.listener.callerJoined(new Caller("caller-a", "", Map.of()));
    stage.says(room, "明日はどうですか。");
    stage.until(() -> stage.messages().size() == 5);
    stage.pass(60_000); // the time they had to come back is over, and means nothing any more
    room.listener.textReceived("まだいます。");
    stage.until(() -> stage.messages().size() == 7);

    assertThat(stage.model.prompts().get(stage.model.prompts().size() - 2).history())
        .containsSubsequence(
            new Line(Role.USER, "今日の天気は？"),
            new Line(Role.ASSISTANT, "晴れです。"),
            new Line(Role.USER, "明日はどうですか。"));
    assertThat(stage.sessions())
        .extracting(Session::id)
        .containsOnly(stage.sessions().getFirst().id());
    assertThat(stage.messages())
        .extracting(Message::content)
        .contains("雨です。")
        .doesNotHaveDuplicates();
    assertThat(room.report.ended).isNull();
  }

  private boolean passesFast() {
    stage.pass(1_000);
    return false;
  }
}
