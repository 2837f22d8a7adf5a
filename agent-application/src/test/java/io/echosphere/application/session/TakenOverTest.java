package io.echosphere.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.LanguageModel.Prompt;
import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.port.out.Room.Speaker;
import io.echosphere.application.port.out.RoomListener.Caller;
import io.echosphere.application.port.out.SessionRepository.StoredSession;
import io.echosphere.application.recording.Fact;
import io.echosphere.domain.conversation.Conversation.Line;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.speech.Language;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A session that outlives its worker, on the side of the one that goes on and of the one that ends.
 */
class TakenOverTest {
  private static final SessionId ID = new SessionId(new UUID(7, 7));
  private static final String SORRY = CallSettings.pickUp(Language.JAPANESE);

  private final StagedCall stage = new StagedCall();

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void theSameSessionGoesOnWithASorryAndWhatWasSaid() {
    stage.custody.lose(lost("u-7"));
    stage.model.reply("葵さんです。");

    var room = stage.startedCall("a");
    room.listener.callerJoined(new Caller("caller-2", "", Map.of(Caller.USER_ID, "u-7")));
    stage.untilSaid(room, SORRY);
    stage.says(room, "私の名前は？");
    stage.untilSaid(room, "葵さんです。");

    assertThat(stage.facts).noneMatch(Fact.SessionCreated.class::isInstance);
    assertThat(stage.facts).allMatch(fact -> fact.sessionId().equals(ID));
    assertThat(room.said(Speaker.AGENT)).doesNotContain(StagedCall.GREETING);
    assertThat(stage.model.prompts())
        .last()
        .extracting(Prompt::history)
        .satisfies(
            lines ->
                assertThat(lines)
                    .extracting(Line::text)
                    .containsSubsequence("私は葵です。", "葵さん、 [interrupted]", SORRY, "私の名前は？"));
    assertThat(stage.custody.running()).containsExactly(ID);
  }

  @Test
  void anotherCallerOfTheSameRoomHearsNothingOfIt() {
    stage.custody.lose(lost("u-7"));

    var room = stage.startedCall("a");
    room.listener.callerJoined(new Caller("caller-3", "", Map.of(Caller.USER_ID, "u-8")));
    stage.untilSaid(room, StagedCall.GREETING);

    assertThat(stage.custody.givenBack()).containsExactly(ID);
    assertThat(stage.facts).noneMatch(fact -> fact.sessionId().equals(ID));
  }

  @Test
  void aJobWhoseCallerNeverComesGivesTheSessionBack() {
    stage.custody.lose(lost("u-7"));

    var room = stage.startedCall("a");
    room.listener.disconnected("gone");
    stage.until(() -> stage.calls.running() == 0);

    assertThat(stage.custody.givenBack()).containsExactly(ID);
  }

  /** Else the end of one call would end the session that goes on elsewhere. */
  @Test
  void aCallWhoseSessionIsClaimedLeavesTheRoomAndStoresNoEnd() {
    var room = stage.greetedCall("a");
    var id = stage.custody.running().getFirst();

    stage.custody.claimAll();
    stage.until(() -> room.closed);
    stage.until(() -> stage.calls.running() == 0);

    assertThat(stage.custody.left()).containsExactly(id);
    assertThat(stage.sessions()).noneMatch(session -> session.status().isEnded());
    assertThat(room.report.success).isTrue();
  }

  @Test
  void aCallThatBreaksOffLeavesNoOpenSession() {
    stage.greetedCall("a");

    stage.rooms.opened.getFirst().brokenTrack = true;
    stage.until(() -> stage.calls.running() == 0);

    assertThat(stage.sessions().getLast().status().isEnded()).isTrue();
    assertThat(stage.custody.running()).isEmpty();
  }

  private static StoredSession lost(String user) {
    var session =
        Session.pending(ID, "room-a", user, Language.JAPANESE, ManualTimers.START)
            .start(ManualTimers.START);
    return new StoredSession(
        session,
        List.of(
            message(1, Role.ASSISTANT, "こんにちは！", false),
            message(2, Role.USER, "私は葵です。", false),
            message(3, Role.ASSISTANT, "葵さん、", true)));
  }

  private static Message message(int number, Role role, String words, boolean interrupted) {
    return new Message(
        new UUID(0, number),
        role,
        words,
        Duration.ofSeconds(1),
        interrupted,
        ManualTimers.START.plusSeconds(number),
        null);
  }
}
