package io.echosphere.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeakableTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          **太字**と*斜体*と`code`です。        | 太字と斜体とcodeです。
          __Bold__ and _fine_ and ~~old~~ text  | Bold and fine and old text
          ## 見出し                             | 見出し
          - item one                            | item one
          > quoted words                        | quoted words
          The snake_case name                   | The snake case name
          3 * 4 is 12                           | 3×4 is 12
          See [the docs](https://a.io/x) now.   | See the docs now.
          ![a cat](https://a.io/c.png) sleeps   | a cat sleeps
          Go to https://www.example.com/a?b=c.  | Go to example.com
          www.example.com、です。               | example.com、です。
          https://example.com:8080/x へ         | example.com へ
          やった😀👨‍👩‍👧🇯🇵！               | やった！
          1️⃣ 番目❤️です                         | 1 番目です
          Line<br/>break                        | Line break
          」。はい。                            | はい。
          ありがとう(^_^)ね                     | ありがとうね
          ©を見て                               | ©を見て
          """)
  void markupIsNotSpoken(String source, String speakable) {
    assertThat(SpeakableText.of(source)).isEqualTo(speakable);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " \n", "。", "！？", "---", "😀", "***", "「」", "…", "| |", "\uD83D", "\u200B"})
  void whatCannotBeSaidIsEmpty(String source) {
    assertThat(SpeakableText.of(source)).isEmpty();
  }

  @Test
  void controlCharactersNeverReachTheVoice() {
    assertThat(SpeakableText.of("a\u0000b\tc\r\nd")).isEqualTo("a b c d");
  }
}
