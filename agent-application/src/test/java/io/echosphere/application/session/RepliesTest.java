package io.echosphere.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.Room.Speaker;
import io.echosphere.application.port.out.ScriptedTextToSpeech;
import io.echosphere.application.port.out.TextToSpeech.Urgency;
import io.echosphere.application.port.out.TextToSpeech.Utterance;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.speech.Language;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller gets when a reply is odd, or its voice refuses a part of it. */
class RepliesTest {
  private static final Failure REFUSED =
      new Failure(FailureKind.REJECTED, "polly: TextLengthExceededException");
  private static final String APOLOGY = CallSettings.apology(Language.JAPANESE);

  private final StagedCall stage = new StagedCall();

  @AfterEach
  void end() {
    stage.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n \t", "😀", "👍👍\n", "```\nint x;\n```", "\uD83D", "…"})
  void aModelThatSaysNothingIsApologisedFor(String reply) {
    stage.model.reply(reply.isEmpty() ? new String[0] : new String[] {reply});
    var room = stage.greetedCall("a");

    stage.says(room, "もしもし。");
    stage.untilSaid(room, APOLOGY);

    assertThat(room.said(Speaker.AGENT)).containsExactly(StagedCall.GREETING, APOLOGY);
    assertThat(stage.messages()).extracting(Message::role).endsWith(Role.USER, Role.ASSISTANT);
  }

  @Test
  void aClauseThatTheVoiceRefusesIsShownAndTheNextOnesAreSpoken() {
    var room = stage.greetedCall("a");
    stage.voice.fail(REFUSED, 0);
    stage.model.reply("一つ目の文です。", "二つ目の文です。");

    stage.says(room, "もしもし。");
    stage.untilSaid(room, "一つ目の文です。二つ目の文です。");

    assertThat(stage.voice.texts()).endsWith("一つ目の文です。", "二つ目の文です。");
    assertThat(stage.messages().getLast().audio().toMillis()).isGreaterThan(500);
    assertThat(stage.messages().getLast().interrupted()).isFalse();
  }

  @Test
  void aClauseThatBreaksOffInItsSoundIsFollowedByTheNext() {
    var room = stage.greetedCall("a");
    stage.voice.fail(new Failure(FailureKind.MALFORMED, "polly: cut"), 300);
    stage.model.reply("一つ目の文です。", "二つ目の文です。");

    stage.says(room, "もしもし。");
    stage.untilSaid(room, "一つ目の文です。二つ目の文です。");

    assertThat(stage.messages().getLast().audio().toMillis()).isGreaterThan(1_000);
  }

  @Test
  void aReplyOfWhichTheVoiceRefusesEveryClauseIsOnlyShown() {
    var room = stage.greetedCall("a");
    stage.voice.fail(REFUSED, 0).fail(REFUSED, 0);
    stage.model.reply("一つ目の文です。", "二つ目の文です。");

    stage.says(room, "もしもし。");
    stage.untilSaid(room, "一つ目の文です。二つ目の文です。");

    assertThat(stage.messages().getLast().audio()).isZero();
  }

  /** An interjection is over before the rest could be made, if that had to queue. */
  @Test
  void whatFollowsAShortFirstClauseIsAsUrgentAsThatIs() {
    stage.model.reply("はい、今日はとても良い天気です。", "散歩に行きましょう。");
    var room = stage.greetedCall("a");

    stage.says(room, "もしもし。");
    stage.untilSaid(room, "はい、今日はとても良い天気です。散歩に行きましょう。");

    var made = stage.voice.calls().stream().map(ScriptedTextToSpeech.Call::utterance).toList();
    var last = made.subList(made.size() - 3, made.size());
    assertThat(last)
        .extracting(Utterance::text)
        .containsExactly("はい、", "今日はとても良い天気です。", "散歩に行きましょう。");
    // Drafted or not, as voice and words came: nothing of these two is only looked ahead to.
    assertThat(last.subList(0, 2))
        .extracting(Utterance::urgency)
        .doesNotContain(Urgency.LOOK_AHEAD);
    assertThat(last.getLast().urgency()).isEqualTo(Urgency.LOOK_AHEAD);
  }

  /**
   * Where the voice's quota is short, a draft waits; once its turn has ended somebody waits for it.
   */
  @Test
  void aDraftThatStillWaitsForTheVoiceBecomesUrgentWhenItsTurnEnds() {
    var room = stage.greetedCall("a");
    stage.voice.byHand();
    stage.model.reply("はい。");

    stage.says(room, "もしもし。");

    stage.until(() -> urgent().findFirst().isPresent());
    urgent().findFirst().orElseThrow().speak();
    stage.untilSaid(room, "はい。");
  }

  /** What is being made and is awaited, set phrases of the start not among it. */
  private Stream<ScriptedTextToSpeech.Call> urgent() {
    return stage.voice.openCalls().stream().filter(call -> call.urgency() == Urgency.FIRST_CLAUSE);
  }
}
