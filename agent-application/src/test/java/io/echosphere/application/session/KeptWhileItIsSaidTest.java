package io.echosphere.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.recording.Fact.MessageAdded;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Place;
import io.echosphere.domain.conversation.Role;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call may be cut off at any moment: what was heard until then has been told. */
class KeptWhileItIsSaidTest {
  private final StagedCall stage = new StagedCall();

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void aClauseIsToldWhenItHasBeenHeardThoughTheReplyGoesOn() {
    stage.model.byHand();
    var room = stage.greetedCall("a");
    stage.says(room, "天気は？");
    stage.until(() -> !stage.model.openCalls().isEmpty());

    stage.model.last().delta("晴れです。明日は");
    stage.until(
        () -> replies().stream().anyMatch(told -> told.message().content().equals("晴れです。")));

    var first = replies().getLast();
    assertThat(first.message().interrupted()).as("nobody knows whether more comes").isTrue();
    assertThat(first.message().audio()).isPositive();
    assertThat(first.message().latency()).isNotNull();
    assertThat(first.place()).isEqualTo(new Place(3, 1));

    stage.model.last().delta("雨です。");
    stage.model.last().finish();
    stage.untilSaid(room, "晴れです。明日は雨です。");
    var last = replies().getLast();
    assertThat(last.message().id()).isEqualTo(first.message().id());
    assertThat(last.message().createdAt()).isEqualTo(first.message().createdAt());
    assertThat(last.message().interrupted()).isFalse();
    assertThat(last.place().sequence()).isEqualTo(3);
    assertThat(replies().stream().filter(told -> told.place().sequence() == 3))
        .extracting(told -> told.place().revision())
        .containsExactly(1, 2, 3);
  }

  @Test
  void whatWasSaidHasItsPlaceInTheConversation() {
    stage.model.reply("はい、こんにちは。");
    var room = stage.greetedCall("a");
    stage.says(room, "もしもし。");
    stage.untilSaid(room, "はい、こんにちは。");

    assertThat(stage.messages())
        .extracting(Message::content)
        .containsExactly(StagedCall.GREETING, "もしもし。", "はい、こんにちは。");
    for (Message message : stage.messages()) {
      var tellings =
          stage.told().stream().filter(told -> told.message().id().equals(message.id())).toList();
      assertThat(tellings).extracting(told -> told.place().sequence()).containsOnly(place(message));
      assertThat(tellings.getFirst().place().revision()).isEqualTo(1);
    }
  }

  /** The reply that a typed message cuts off began before it, though its end is told after it. */
  @Test
  void aReplyThatIsCutOffByATypedMessageStandsBeforeIt() {
    stage.model.reply("昔々、".repeat(50));
    var room = stage.greetedCall("a");
    stage.says(room, "お話をして。");
    stage.until(() -> !replies().isEmpty() && replies().getLast().place().sequence() == 3);

    stage.model.reply("はい。");
    room.listener.textReceived("もういいです。");
    stage.until(() -> stage.messages().size() == 5);

    assertThat(stage.messages())
        .extracting(Message::role)
        .containsExactly(Role.ASSISTANT, Role.USER, Role.ASSISTANT, Role.USER, Role.ASSISTANT);
    assertThat(stage.messages().get(2).interrupted()).isTrue();
    assertThat(stage.messages().get(3).content()).isEqualTo("もういいです。");
  }

  private int place(Message message) {
    return stage.messages().indexOf(message) + 1;
  }

  private List<MessageAdded> replies() {
    return stage.told().stream().filter(told -> told.message().role() == Role.ASSISTANT).toList();
  }
}
