package io.echosphere.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.speech.Language;
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
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          気温は-5°Cから20℃です              | 気温はマイナス5度から20度です
          68°Fです                           | 華氏68度です
          ¥1,000と$5.50と€3万です            | 1,000円と5.50ドルと3万ユーロです
          50%&オフ                           | 50%&オフ
          10〜20分、9時~10時、東京〜大阪     | 10から20分、9時から10時、東京から大阪
          ~20個くらい                        | 約20個くらい
          そうだね〜                         | そうだねー
          時速は60km/hです                   | 時速は60キロです
          車は60km/hで走る                   | 車は時速60キロで走る
          10:00-12:00に5-6人                 | 10:00から12:00に5から6人
          1+1=2、2 × 3 ÷ 4                   | 1たす1は2、2かける3わる4
          A → B                              | A、B
          2026/11/26と2026-01-05             | 2026年11月26日と2026年1月5日
          2026/13/45です                     | 2026/13/45です
          電話は03-1234-5678です             | 電話は0 3 の 1 2 3 4 の 5 6 7 8です
          〒100-0001                         | 郵便番号1 0 0 の 0 0 0 1
          taro_y@a-b.co.jpへ                 | taroアンダースコアyアットマークaハイフンbドットcoドットjpへ
          猫/犬など                          | 猫、犬など
          果物、野菜etc.を買う               | 果物、野菜などを買う
          5月-6月                            | 5月-6月
          笑える(笑)                         | 笑える
          面白いwww                          | 面白い
          えっと・・・はい……                | えっと…はい…
          10:30に3,000円で5kg                | 10:30に3,000円で5kg
          """)
  void aJapaneseVoiceGetsWordsForWhatItMisreads(String source, String speakable) {
    assertThat(SpeakableText.of(source, Language.JAPANESE)).isEqualTo(speakable);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          It is -5°C or 68°F.                | It is minus 5 degrees Celsius or 68 degrees Fahrenheit.
          ¥5 million and $5 and 50%          | 5 million yen and $5 and 50%
          Pages 5–10, 9~10, ~20 left         | Pages 5 to 10, 9 to 10, about 20 left
          Fish & chips, Q&A                  | Fish and chips, Q&A
          1 + 1 = 2, 3 * 4, 6 ÷ 2            | 1 plus 1 equals 2, 3 times 4, 6 divided by 2
          Open Settings → Network            | Open Settings, Network
          He/she and TCP/IP, 24/7            | He she and TCP/IP, 24/7
          Fruit, e.g. plums, i.e. sweet ones | Fruit, for example, plums, that is, sweet ones
          Pens etc. are here, pens etc.      | Pens et cetera are here, pens et cetera.
          Dr. Smith vs. Mr. Jones at 3 p.m.  | Dr. Smith versus Mr. Jones at 3 p.m.
          approx. 20 w/o it                  | approximately 20 without it
          On 2026-11-26.                     | On November 26, 2026.
          Write to jo.doe@a.com now.         | Write to jo dot doe at a dot com now.
          [Mail](mailto:jo@a.com) us         | Mail us
          x < 5 and y >= 3                   | x is less than 5 and y is at least 3
          #1 in C# and C++                   | number 1 in C# and C++
          60 km/h                            | 60 kilometers per hour
          Open 9:00-17:30, 555-1234          | Open 9:00 to 17:30, 555-1234
          Mon–Wed, happy :) or ;-) at 10:30  | Mon to Wed, happy or at 10:30
          Wait....... yes                    | Wait... yes
          Done ✔ ★ :smile: at 10:30:20       | Done at 10:30:20
          """)
  void anEnglishVoiceGetsWordsForWhatItMisreads(String source, String speakable) {
    assertThat(SpeakableText.of(source, Language.ENGLISH)).isEqualTo(speakable);
  }

  @Test
  void aTableIsReadCellByCellWithoutItsRule() {
    assertThat(SpeakableText.of("| 名前 | 年齢 |\n|:---|---:|\n| 花子 | 20 |", Language.JAPANESE))
        .isEqualTo("名前、年齢 花子、20");
    assertThat(SpeakableText.of("| a | b |\n| c | d |", Language.ENGLISH)).isEqualTo("a, b c, d");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          <speak>Hello<break time="1s"/></speak>        | Hello
          <prosody rate='x-slow'>slow</prosody>         | slow
          <![CDATA[data]]> <!-- note --> &lt;b&gt;bold  | data bold
          <?xml version="1.0"?>text                     | text
          Fish &amp; chips                              | Fish and chips
          - [x] done \\*really\\*                         | done really
          Known[^1] fact                                | Known fact
          """)
  void elementsAreNotSpoken(String source, String speakable) {
    assertThat(SpeakableText.of(source, Language.ENGLISH)).isEqualTo(speakable);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "&", "→", "~", "+ = +", "≤", "★", "#"})
  void aSignAloneSaysNothing(String source) {
    assertThat(SpeakableText.of(source, Language.ENGLISH)).isEmpty();
    assertThat(SpeakableText.of(source, Language.JAPANESE)).isEmpty();
  }

  @Test
  void charactersWithoutASoundNeverReachTheVoice() {
    assertThat(SpeakableText.of("a\uD83Db\uE000c\uFFFEd\uFFFFe\u200Bf\uFEFF", Language.ENGLISH))
        .isEqualTo("abcdef");
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
