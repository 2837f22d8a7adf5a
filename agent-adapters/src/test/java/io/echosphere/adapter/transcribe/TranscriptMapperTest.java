package io.echosphere.adapter.transcribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.echosphere.adapter.aws.AwsFailures;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.speech.Transcript;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.transcribestreaming.model.Alternative;
import software.amazon.awssdk.services.transcribestreaming.model.Item;
import software.amazon.awssdk.services.transcribestreaming.model.Result;
import software.amazon.awssdk.services.transcribestreaming.model.TranscriptEvent;

final class TranscriptMapperTest {
  private final TranscriptMapper mapper = new TranscriptMapper(Language.JAPANESE);

  @Test
  void japaneseTokensJoinWithoutSpaces() {
    assertThat(stable("今日は天気", "今日!", "は!", "天気")).isEqualTo("今日は");
  }

  @Test
  void englishWordsJoinWithSpacesAndPunctuationClosesUp() {
    assertThat(stable("Hello, how are", "Hello!", ",!", "how!", "are")).isEqualTo("Hello, how");
  }

  @Test
  void wordsOfTwoLanguagesMayMix() {
    assertThat(stable("この API は", "この!", "API!", "は!")).isEqualTo("この API は");
  }

  @Test
  void aStableItemAfterAnUnstableOneDoesNotCount() {
    assertThat(stable("one two three", "one!", "two", "three!")).isEqualTo("one");
  }

  @Test
  void nothingIsStableWithoutMarks() {
    assertThat(stable("one two", "one", "two")).isEmpty();
  }

  @Test
  void whatDoesNotOccurInTheTextEndsTheStablePart() {
    assertThat(stable("one two", "one!", "zwei!", "two!")).isEqualTo("one");
  }

  @Test
  void aFinalIsWhollyStableWhateverItsItemsSay() {
    var heard = map(result("One two.", false, item("One")).build());

    assertThat(heard).singleElement().matches(Transcript::isFinal);
    assertThat(heard.getFirst().stableText()).isEqualTo("One two.");
  }

  @Test
  void aResultWithoutALanguageIsInTheMainOne() {
    assertThat(map(result("x", true).build()).getFirst().language()).isEqualTo(Language.JAPANESE);
    assertThat(map(result("x", true).languageCode("en-US").build()).getFirst().language())
        .isEqualTo(Language.ENGLISH);
  }

  @Test
  void aResultWithoutAlternativesIsLeftOut() {
    assertThat(map(Result.builder().resultId("r").isPartial(true).build())).isEmpty();
  }

  @Test
  void anEventWithoutATranscriptMakesNoSense() {
    var empty = TranscriptEvent.builder().build();
    assertThatThrownBy(() -> mapper.transcripts(empty))
        .isInstanceOf(AwsFailures.UncheckedFormat.class);
  }

  /** The stable part; items marked ! are stable. */
  private String stable(String text, String... items) {
    Item[] all = Stream.of(items).map(TranscriptMapperTest::item).toArray(Item[]::new);
    return map(result(text, true, all).build()).getFirst().stableText();
  }

  private List<Transcript> map(Result result) {
    return mapper.transcripts(
        TranscriptEvent.builder().transcript(written -> written.results(result)).build());
  }

  private static Result.Builder result(String text, boolean partial, Item... items) {
    return Result.builder()
        .resultId("r1")
        .isPartial(partial)
        .alternatives(Alternative.builder().transcript(text).items(items).build());
  }

  private static Item item(String marked) {
    boolean stable = marked.endsWith("!");
    String content = stable ? marked.substring(0, marked.length() - 1) : marked;
    return Item.builder().content(content).stable(stable).build();
  }
}
