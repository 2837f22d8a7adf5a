package io.echosphere.domain.turn;

import static io.echosphere.domain.turn.Dialogue.afterGreeting;
import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.conversation.Conversation.Line;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.turn.TurnEffect.Answer;
import io.echosphere.domain.turn.TurnEffect.LetSpeak;
import io.echosphere.domain.turn.TurnEffect.RecordCaller;
import io.echosphere.domain.turn.TurnState.Hearing;
import io.echosphere.domain.turn.TurnState.Listening;
import io.echosphere.domain.turn.TurnState.Replying;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A typed message is a turn, whatever is going on. */
class TypingTest {
  @Test
  void aMessageIsAnsweredAtOnce() {
    var call = afterGreeting().types("東京の天気は？");

    call.assertState(Replying.class);
    assertThat(lastLine(call)).isEqualTo(new Line(Role.USER, "東京の天気は？"));
    assertThat(call.effectsOf(RecordCaller.class))
        .containsExactly(new RecordCaller(1, "東京の天気は？", Language.JAPANESE, 0, 0, true));
  }

  @Test
  void aMessageSetsTheLanguage() {
    var call = afterGreeting().types("What about Tokyo?");

    assertThat(answer(call).language()).isEqualTo(Language.ENGLISH);
  }

  @Test
  void aMessageInterruptsAReply() {
    var call = afterGreeting().types("お話をして。").voiced("昔々、");
    var interrupted = call.lastReply();

    call.types("やっぱり天気を教えて。");

    assertThat(call.cancelled()).containsExactly(interrupted);
    call.assertState(Replying.class);
    assertThat(lastLine(call)).isEqualTo(new Line(Role.USER, "お話をして。\nやっぱり天気を教えて。"));
  }

  @Test
  void aMessageWhileSpeakingIsAnsweredWithWhatIsSaid() {
    var call = afterGreeting().speaks().types("明日です。");
    assertThat(call.effectsOf(LetSpeak.class)).isEmpty();
    call.assertState(Hearing.class);

    call.pass(300).words("a", "天気は？").stops(200).pass(300);

    assertThat(lastLine(call)).isEqualTo(new Line(Role.USER, "明日です。天気は？"));
    assertThat(call.effectsOf(RecordCaller.class))
        .extracting(RecordCaller::typed)
        .containsExactly(false);
  }

  @Test
  void aMessageClosesTheOpenWindow() {
    var call = afterGreeting().speaks().pass(500).words("a", "えーと").stops(200).types("天気は？");

    call.assertState(Replying.class);
    assertThat(lastLine(call)).isEqualTo(new Line(Role.USER, "えーと天気は？"));
  }

  @Test
  void aMessageDuringASoundOverTheAgentWaitsForItsEnd() {
    var call = afterGreeting().types("お話をして。").voiced("昔々、").speaks().types("待って。");

    call.assertState(Hearing.class);
    call.pass(200).stops(100).pass(600).assertState(Replying.class);
  }

  @Test
  void whatHoldsNothingIsNoMessage() {
    for (String nothing : List.of("", "  ", "\u0000\u001b", "\n\u200b")) {
      afterGreeting().types(nothing).assertState(Listening.class);
    }
  }

  @Test
  void controlCharactersAreRemovedAndLongMessagesCut() {
    var call = afterGreeting().types("a\u0007b\nc\u2028d" + "あ".repeat(5_000));

    String text = lastLine(call).text();
    assertThat(text).startsWith("a b c dあ").hasSize(TurnSettings.MAX_TYPED);
  }

  @Test
  void aCutNeverSplitsACharacter() {
    var call = afterGreeting().types("あ".repeat(TurnSettings.MAX_TYPED - 1) + "😀");

    assertThat(lastLine(call).text()).endsWith("あ").hasSize(TurnSettings.MAX_TYPED - 1);
  }

  private static Line lastLine(Dialogue call) {
    return answer(call).conversation().forModel().getLast();
  }

  private static Answer answer(Dialogue call) {
    return (Answer) call.started().getLast().plan();
  }
}
