package io.echosphere.domain.speech;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which words only say "go on". */
class BackchannelsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "はい",
        "はい。",
        "はい、はい。",
        "うん",
        "うーん",
        "うんうん",
        "うん、うん、うん",
        "ええ",
        "えー",
        "えーっ",
        "へえ",
        "へー。",
        "へぇ〜",
        "ふーん",
        "ふうん",
        "ほう",
        "なるほど",
        "なるほどね。",
        "なるほど、なるほど",
        "そうですか",
        "そうですね",
        "そうなんだ",
        "そうなんですね",
        "そっか",
        "そうか。",
        "あー",
        "ああ",
        "おー",
        "おお、すごい",
        "へえ、そうなんだ",
        "あ、そうなんですか",
        "はい、わかりました",
        "ほんと",
        "ほんとに？",
        "本当ですか",
        "マジで",
        "まじか",
        "すごい",
        "すごいですね",
        "いいですね",
        "たしかに",
        "確かに。",
        "うわー",
        "さすがですね",
        "はーい",
        "ハイ",
        "ウン",
        "ﾊｲ",
        "あはは",
        "了解です",
        "なるほと",
        "だよね",
        "オッケー",
        "わかる、わかる",
        "へえ、知らなかった。",
        "ああ、そういうことか",
        "それは大変ですね",
        "その通りです",
        "Uh-huh.",
        "uh huh",
        "mm-hmm",
        "Mmhmm",
        "mhm",
        "hmm",
        "yeah",
        "Yeah right",
        "yeah, yeah",
        "okay",
        "OK.",
        "ＯＫ",
        "right",
        "I see",
        "I see, okay",
        "oh, I see",
        "oh really",
        "Really?",
        "wow",
        "oh wow",
        "got it",
        "sure",
        "cool",
        "that makes sense",
        "that’s right",
        "no kidding",
        "fair enough",
        "yes",
        "uh",
        "alright",
        "of course",
        "go on",
        "No way!",
        "oh, that's lovely",
        "I didn't know that",
        "oh my gosh",
        "me too",
        "はい okay",
        "ok はい"
      })
  void listenersNoisesAreBackchannels(String text) {
    assertThat(Backchannels.only(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "。",
        "...",
        "はい、お願いします",
        "はい、でも違います",
        "うん、カレーがいい",
        "ちょっと待って",
        "待って",
        "ストップ",
        "やめて",
        "いいえ",
        "違う",
        "そうですけど",
        "そうじゃなくて",
        "どうですか",
        "いいですか",
        "いいです",
        "はい、次",
        "もう一回",
        "えーと",
        "なるほど、じゃあ次は",
        "それは何",
        "本を",
        "ほん",
        "あお",
        "絵本",
        "すごい雨",
        "はいはい、もういいです",
        "それで",
        "明日",
        "五",
        "カレー",
        "やっぱり",
        "その通りにして",
        "意外と高い",
        "yes please",
        "no",
        "No wait",
        "stop",
        "wait",
        "okay stop",
        "right now",
        "I see a cat",
        "really long",
        "sure, but",
        "what",
        "yeah no",
        "turn right",
        "got it wrong",
        "oh no",
        "hold on",
        "uh can you",
        "no way to go",
        "I guess not",
        "fine, but why",
        "light",
        "3",
        "okay はい ストップ"
      })
  void wordsThatAskAnswerOrRefuseAreNot(String text) {
    assertThat(Backchannels.only(text)).isFalse();
  }

  @Property
  void anySequenceOfBackchannelsIsOne(@ForAll("noises") String noises) {
    assertThat(Backchannels.only(noises)).isTrue();
  }

  @Property
  void noneIsOneWithAnOrderBehind(@ForAll("noises") String noises) {
    assertThat(Backchannels.only(noises + "、止めて")).isFalse();
    assertThat(Backchannels.only(noises + " stop")).isFalse();
  }

  @Property
  void anyTextHasAnAnswer(@ForAll String text) {
    assertThat(Backchannels.only(text)).isIn(true, false);
  }

  @Provide
  Arbitrary<String> noises() {
    return Arbitraries.of(
            "はい", "うん", "へえ", "なるほど", "そうなんですね", "あー", "yeah", "uh-huh", "I see", "okay")
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(noises -> String.join("、", noises));
  }
}
