package io.echosphere.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.echosphere.domain.conversation.Conversation.Budget;
import io.echosphere.domain.conversation.Conversation.Line;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final Budget AMPLE = new Budget(100, 100_000);
  private static final Conversation NEW = Conversation.within(AMPLE);

  @Test
  void aModelThatGreetsIsToldThatTheCallBegins() {
    assertThat(NEW.isEmpty()).isTrue();
    assertThat(NEW.forModel()).containsExactly(user(Conversation.CALL_BEGINS));
  }

  @Test
  void aGreetingStandsBehindThePlaceholder() {
    assertThat(NEW.assistantSaid("やあ").userSaid("どうも").forModel())
        .containsExactly(user(Conversation.CALL_BEGINS), agent("やあ"), user("どうも"));
  }

  @Test
  void anAgentThatIsToSpeakAgainIsToldThatTheCallerIsSilent() {
    assertThat(NEW.userSaid("a").assistantSaid("b").forModel())
        .containsExactly(user("a"), agent("b"), user(Conversation.CALLER_SILENT));
  }

  @Test
  void wordsOfOneSpeakerInARowAreOneMessage() {
    Conversation said = NEW.userSaid("a").userSaid(" b ").assistantSaid("c").assistantSaid("d");

    assertThat(said.userSaid("e").forModel())
        .containsExactly(user("a\nb"), agent("c\nd"), user("e"));
  }

  @Test
  void aReplyOfWhichNothingWasHeardLeavesNoTrace() {
    assertThat(NEW.userSaid("a").assistantSaid(" \n").userSaid("b").forModel())
        .containsExactly(user("a\nb"));
  }

  @Test
  void askingOnWordsThatMayStillChangeLeavesTheConversationAsItWas() {
    Conversation before = NEW.userSaid("a").assistantSaid("b");
    before.userSaid("wrong");

    assertThat(before.userSaid("right").forModel().getLast()).isEqualTo(user("right"));
  }

  @Test
  void theOldestTurnsAreForgottenWhole() {
    Conversation said = Conversation.within(new Budget(2, 1_000)).assistantSaid("greeting");
    assertThat(said.userSaid("1").forModel()).hasSize(3);

    said = said.userSaid("1").assistantSaid("one").userSaid("2").assistantSaid("two");
    assertThat(said.userSaid("3").forModel()).containsExactly(user("2"), agent("two"), user("3"));
  }

  @Test
  void longTurnsMakeTheConversationForgetSooner() {
    Conversation said = Conversation.within(new Budget(9, 10)).userSaid("一二三四五");

    assertThat(said.assistantSaid("六七八九十").userSaid("x").forModel()).containsExactly(user("x"));
  }

  @Test
  void aSingleTextThatIsTooLongKeepsItsEnd() {
    Conversation said = Conversation.within(new Budget(9, 10));

    assertThat(said.userSaid("あいうえおかきくけこさしす").forModel()).containsExactly(user("えおかきくけこさしす"));
    assertThat(said.userSaid("あ😀いうえおかきくけこさ").forModel()).containsExactly(user("いうえおかきくけこさ"));
  }

  @Test
  void aReplyThatWasCutShortIsMarkedForTheModel() {
    Conversation said = NEW.userSaid("a").assistantInterrupted("昔々、").userSaid("b");

    assertThat(said.forModel()).containsExactly(user("a"), agent("昔々、 [interrupted]"), user("b"));
    assertThat(Conversation.LEGEND).contains("[interrupted]");
    assertThat(NEW.userSaid("a").assistantInterrupted(" ").forModel()).containsExactly(user("a"));
  }

  @Test
  void theModelIsToldWhereTheLineWasLost() {
    Conversation lost = NEW.resumed(List.of(user("a"), agent("b [interrupted]")));

    assertThat(lost.assistantSaid("sorry").userSaid("nning").forModel())
        .containsExactly(
            user("a"),
            agent("b [interrupted]"),
            user(Conversation.LINE_WAS_LOST),
            agent("sorry"),
            user("nning"));
    assertThat(NEW.resumed(List.of()).isEmpty()).isTrue();
  }

  @Test
  void aBudgetForNothingIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Budget(0, 10));
    assertThatIllegalArgumentException().isThrownBy(() -> new Budget(1, 1));
  }

  @Property
  void theViewIsCanonicalWhateverWasSaid(
      @ForAll("said") List<Line> said,
      @ForAll @IntRange(min = 1, max = 5) int turns,
      @ForAll @IntRange(min = 2, max = 60) int tokens) {
    Conversation conversation = Conversation.within(new Budget(turns, tokens));
    for (Line line : said) {
      conversation =
          line.role() == Role.USER
              ? conversation.userSaid(line.text())
              : conversation.assistantSaid(line.text());
      assertCanonical(conversation.forModel(), turns);
    }
  }

  private static void assertCanonical(List<Line> view, int turns) {
    assertThat(view.size()).isOdd().isLessThanOrEqualTo(2 * turns + 2);
    for (int i = 0; i < view.size(); i++) {
      assertThat(view.get(i).role()).isEqualTo(i % 2 == 0 ? Role.USER : Role.ASSISTANT);
      assertThat(view.get(i).text()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<List<Line>> said() {
    Arbitrary<String> words =
        Arbitraries.of("", " ", "はい", "hello there", "😀😀", "long ".repeat(10), "a\n\nb");
    return Combinators.combine(Arbitraries.of(Role.class), words)
        .as(Line::new)
        .list()
        .ofMaxSize(20);
  }

  private static Line user(String text) {
    return new Line(Role.USER, text);
  }

  private static Line agent(String text) {
    return new Line(Role.ASSISTANT, text);
  }
}
