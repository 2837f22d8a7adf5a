package io.echosphere.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.Room.Speaker;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Calls during which the time of day is corrected by an hour, as after a pause of the machine. Also
 * a row of the fault suite, which is why it is public.
 */
public class ClockJumpTest {
  private static final String FIRST = "晴れです。";
  private static final String SECOND = "雨です。";

  /** The call goes on, and what it says is kept in its order. */
  @Test
  void aClockSetForwardChangesNothingForACall() {
    playedWithAJumpOf(Duration.ofHours(1));
  }

  /** A session never lasts less than nothing. */
  @Test
  void aClockSetBackChangesNothingForACall() {
    playedWithAJumpOf(Duration.ofHours(-1));
  }

  /** Plays a call during whose first reply the clock jumps; throws if the call is harmed. */
  public static void playedWithAJumpOf(Duration jump) {
    try (var stage = new StagedCall()) {
      stage.model.reply(FIRST).reply(SECOND);
      var room = stage.greetedCall("a");
      stage.says(room, "今日の天気は？");
      stage.until(() -> room.voicedFrames > 0 && stage.model.calls().size() == 1);

      stage.timers.jump(jump);

      stage.until(() -> room.said(Speaker.AGENT).contains(FIRST) || stage.passes());
      stage.says(room, "明日はどうですか。");
      stage.until(() -> room.said(Speaker.AGENT).contains(SECOND) || stage.passes());
      stage.until(() -> stage.messages().size() == 5);
      assertThat(stage.messages())
          .extracting(Message::content)
          .containsExactly(StagedCall.GREETING, "今日の天気は？", FIRST, "明日はどうですか。", SECOND);
      room.listener.disconnected("the caller hung up");
      stage.until(() -> room.report.ended != null || stage.passes());
      Session last = stage.sessions().getLast();
      assertThat(last.status()).isIn(SessionStatus.COMPLETED, SessionStatus.FAILED);
      assertThat(last.duration().orElseThrow()).isGreaterThanOrEqualTo(Duration.ZERO);
    }
  }
}
