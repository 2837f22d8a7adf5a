package io.echosphere.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.speech.Language;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClauseSplitterTest {
  private final ClauseSplitter splitter = new ClauseSplitter(Language.JAPANESE);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          今日は。いい天気！散歩する？はい                 | 今日は。~いい天気！~散歩する？~はい
          彼は「行くよ。」と言った。                       | 彼は「行くよ。」~と言った。
          『猫である』という本です。                       | 『猫である』という本です。
          ええっ！？本当に！！                             | ええっ！？~本当に！！
          こんにちは!元気?はい.                            | こんにちは!~元気?~はい.
          価格は3.14円で1,000個です。次へ                  | 価格は3.14円で1,000個です。~次へ
          円周率は３．１４です。はい。                     | 円周率は３．１４です。~はい。
          Node.jsとaws.amazon.comです。はい。              | Node.jsとaws.amazon.comです。~はい。
          Hello there. How are you? Fine! Good             | Hello there.~ How are you?~ Fine!~ Good
          OK. それでは始めましょう。                       | OK.~ それでは始めましょう。
          OK.それでは始めましょう。                        | OK.~それでは始めましょう。
          Dr. Smith met Mrs. Jones at 3 p.m. in the U.S. embassy. Done. | \
          Dr. Smith met Mrs. Jones at 3 p.m. in the U.S. embassy.~ Done.
          Use tools, e.g. hammers, saws etc. for it. Then rest. | \
          Use tools,~ e.g. hammers, saws etc. for it.~ Then rest.
          We open at 9 a.m. The shop closes late. Bye.     | We open at 9 a.m.~ The shop closes late.~ Bye.
          It costs $3.50. That is 2. Yes.                  | It costs $3.50.~ That is 2.~ Yes.
          See No. 5 or p. 7 on Jan. 3 again. Right.        | See No. 5 or p. 7 on Jan. 3 again.~ Right.
          No. I will not. So do I. Ask J. K. Rowling. Ok.  | No.~ I will not.~ So do I.~ Ask J. K. Rowling.~ Ok.
          Visit https://a.io/x?y=1.2&z. Then go. Now.      | Visit https://a.io/x?y=1.2&z.~ Then go.~ Now.
          "Stop!" he said. "Go." She went.                 | "Stop!"~ he said.~ "Go."~ She went.
          (Really?) Yes. [Fine.] Go.                       | (Really?)~ Yes.~ [Fine.]~ Go.
          **Important.** Then more.                        | **Important.**~ Then more.
          Wait... what?! No!                               | Wait...~ what?!~ No!
          「やあ。」「どうも。」                           | 「やあ。」~「どうも。」
          彼は"はい。"と言った。"いいえ。"                 | 彼は"はい。"~と言った。~"いいえ。"
          """)
  void aSentenceIsAClause(String reply, String clauses) {
    assertThat(sources(splitWhole(reply))).containsExactly(clauses.split("~", -1));
  }

  @Test
  void aJapaneseSentenceIsReleasedAtItsMarkWithoutWaitingForMore() {
    assertThat(splitter.add("はい")).isEmpty();
    assertThat(sources(splitter.add("。"))).containsExactly("はい。");
    assertThat(sources(splitter.add("そうです？"))).containsExactly("そうです？");
    assertThat(sources(splitter.add("ええ!"))).containsExactly("ええ!");
  }

  /** The caller would have heard a clause of nothing but a bracket. */
  @Test
  void aBracketThatComesLateJoinsTheNextClause() {
    assertThat(sources(splitter.add("「はい。"))).containsExactly("「はい。");
    assertThat(splitter.add("」")).isEmpty();

    List<Clause> next = splitter.add("と言った。");

    assertThat(next).containsExactly(new Clause("」と言った。", "と言った。", Language.JAPANESE));
  }

  @Test
  void anEnglishSentenceWaitsForWhatFollowsItsMark() {
    assertThat(splitter.add("It is 3.")).isEmpty();
    assertThat(splitter.add("5 now.")).isEmpty();
    assertThat(sources(splitter.add(" Yes"))).containsExactly("It is 3.5 now.");
    assertThat(sources(splitter.finish())).containsExactly(" Yes");
  }

  @Test
  void anAbbreviationThatMayEndASentenceWaitsForTheNextWord() {
    assertThat(splitter.add("Bring pens etc. ")).isEmpty();
    assertThat(sources(splitter.add("Then"))).containsExactly("Bring pens etc.");
  }

  @Test
  void aFirstClauseEndsAtItsCommaUnlessThatMayBelongToANumber() {
    assertThat(splitter.add("On a rainy evening")).isEmpty();
    assertThat(sources(splitter.add(","))).containsExactly("On a rainy evening,");

    var numbers = new ClauseSplitter(Language.ENGLISH);
    assertThat(numbers.add("It is about 10,")).isEmpty();
    assertThat(numbers.add("000")).isEmpty();
    assertThat(sources(numbers.add(", maybe"))).containsExactly("It is about 10,000,");
  }

  @Test
  void onlyTheFirstClauseMayEndAtAComma() {
    assertThat(sources(splitWhole("あのですね、今日の東京は、晴れです。はい、今日はとても、暑いです。")))
        .containsExactly("あのですね、今日の東京は、", "晴れです。", "はい、今日はとても、暑いです。");
    assertThat(sources(splitWhole("To be honest, I like it, really. Yes, I do, sir.")))
        .containsExactly("To be honest,", " I like it, really.", " Yes, I do, sir.");
    assertThat(sources(splitWhole("10,000,000 yen please")))
        .containsExactly("10,000,000 yen please");
    assertThat(sources(splitWhole("１００，０００，０００円です"))).containsExactly("１００，０００，０００円です");
  }

  /** Interjections are a clause of their own, and do not use up the early end. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          はい、今日の東京は、とても暑いです。             | はい、~今日の東京は、とても暑いです。
          もちろん、今日の東京の天気は、晴れです。         | もちろん、~今日の東京の天気は、~晴れです。
          なるほど、そうなんですね、じゃあ、行こう。       | なるほど、~そうなんですね、じゃあ、~行こう。
          Sure, I can do that for you, sir.                | Sure,~ I can do that for you,~ sir.
          Of course, that is fine.                         | Of course,~ that is fine.
          Paris, of course, is nice.                       | Paris, of course,~ is nice.
          """)
  void aSpeakerPausesAfterAnInterjection(String reply, String clauses) {
    assertThat(sources(splitWhole(reply))).containsExactly(clauses.split("~", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          I would be very happy to help but I need more.   | I would be very happy to help~ but I need more.
          You can stay at home because it rains today.     | You can stay at home~ because it rains today.
          You can take the train home and then you walk.   | You can take the train home~ and then you walk.
          I would add some more salt and pepper to it.     | I would add some more salt and pepper to it.
          He has lived there all of his life in one house. | He has lived there all of his life~ in one house.
          She did not even know at all if it was in there. | She did not even know at all~ if it was in there.
          I can never be quite sure if it was in there.    | I can never be quite sure if it was in there.
          He said "you go home now because it is late" ok. | He said "you go home now because it is late" ok.
          Stay home because it rains.                      | Stay home because it rains.
          きのこと卵の炒め物は簡単です。                   | きのこと卵の炒め物は~簡単です。
          新しいカフェが人気です。                         | 新しいカフェが人気です。
          あの駅前の新しいカフェが人気です。               | あの駅前の新しいカフェが~人気です。
          今日は少し寒いですけど元気です。                 | 今日は少し寒いですけど~元気です。
          それでは今からこちらでは始めましょう。           | それでは今からこちらでは~始めましょう。
          彼は「きのこと卵の炒め物は簡単だ」と言った。     | 彼は「きのこと卵の炒め物は簡単だ」と言った。
          きのこと卵の炒め物はどうでしょう。               | きのこと卵の炒め物はどうでしょう。
          """)
  void aLongFirstSentenceMayEndEarlyWhereASpeakerPauses(String reply, String clauses) {
    assertThat(sources(splitWhole(reply))).containsExactly(clauses.split("~", -1));
  }

  @Test
  void aClauseThatEndsAtASeamIsSpokenWithACommaAndTheTextIsUnchanged() {
    assertThat(splitWhole("You can stay at home because it rains. 猫"))
        .contains(new Clause("You can stay at home", "You can stay at home,", Language.ENGLISH));
    assertThat(splitWhole("きのこと卵の炒め物は簡単です。").getFirst().speakable()).isEqualTo("きのこと卵の炒め物は、");
    assertThat(splitWhole("You can stay at home, because it rains.").getFirst().speakable())
        .isEqualTo("You can stay at home,");
  }

  @Test
  void aFirstClauseIsReleasedAsSoonAsTheWordAfterTheSeamIsKnown() {
    List<String> released = new ArrayList<>();
    for (String token : List.of("You", " can", " stay", " at", " home", " because")) {
      assertThat(splitter.add(token)).isEmpty();
    }
    released.addAll(sources(splitter.add(" it")));

    assertThat(released).containsExactly("You can stay at home");
  }

  /** Two thousand tokens are a page of text: all of it is spoken in pieces that a voice takes. */
  @ParameterizedTest
  @ValueSource(
      strings = {"今日はとても良い天気で", "and so it goes on ", "はい。", "Yes. ", "あ", "ab", "😀", "- x\n"})
  void twoThousandTokensAreSpokenWhole(String token) {
    String reply = token.repeat(2_000);
    List<Clause> clauses = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      clauses.addAll(splitter.add(token));
    }
    clauses.addAll(splitter.finish());

    assertThat(String.join("", sources(clauses))).isEqualTo(reply);
    assertThat(clauses)
        .filteredOn(clause -> !clause.isSilent())
        .allSatisfy(clause -> assertThat(clause.speakable().length()).isLessThanOrEqualTo(600));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" ", "\n\n\t ", "😀", "😀👍\n", "```\nint x = 1;\n```", "…", "---", "\uD83D"})
  void aReplyWithNothingToSayIsSilent(String reply) {
    assertThat(splitWhole(reply)).isNotEmpty().allMatch(Clause::isSilent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Привет, как дела?", "안녕하세요.", "مرحبا بك.", "नमस्ते।"})
  void anyOtherLanguageIsSpokenByTheVoiceOfTheSession(String reply) {
    assertThat(splitWhole(reply))
        .isNotEmpty()
        .allMatch(clause -> clause.language().equals(Language.JAPANESE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"一行目\n二行目\n", "First line\nSecond line\n", "- one\n- two\n"})
  void aLineIsAClause(String reply) {
    assertThat(splitWhole(reply)).hasSize(2).noneMatch(Clause::isSilent);
  }

  @Test
  void numbersOfAListStayWithTheirLine() {
    assertThat(sources(splitWhole("1. First this.\n2. Then that.\n")))
        .containsExactly("1. First this.", "\n2. Then that.", "\n");
  }

  @Test
  void whatCannotBeSaidJoinsTheNextClauseAndTheLastIsSilent() {
    assertThat(splitWhole("\n---\n！？はい。😀"))
        .containsExactly(
            new Clause("\n---\n！？はい。", "はい。", Language.JAPANESE),
            new Clause("😀", "", Language.JAPANESE));
  }

  @Test
  void codeIsSilentAndSpeechGoesOnAfterIt() {
    List<Clause> clauses = new ArrayList<>();
    for (String delta : List.of("見て：``", "`java\nint a。b。", "\n`", "``はい。")) {
      clauses.addAll(splitter.add(delta));
    }

    assertThat(clauses.stream().filter(clause -> !clause.isSilent()).map(Clause::speakable))
        .containsExactly("見て：", "はい。");
  }

  @Test
  void longCodeIsReleasedInPiecesAndAnOpenFenceEndsWithTheReply() {
    String code = "```" + "x。".repeat(300);
    List<Clause> clauses = splitByCharacter(code);

    assertThat(clauses).hasSizeGreaterThan(3).allMatch(Clause::isSilent);
    assertThat(String.join("", sources(clauses))).isEqualTo(code);
  }

  @Test
  void aLongSentenceIsCutAtAPauseElseAtASpaceElseAfterAPhrase() {
    String pauses = "あ".repeat(60) + "、" + "い".repeat(70) + "。";
    String spaces = "word ".repeat(30).strip() + ".";
    String phrases = "今日は東京で友達と映画を見ました".repeat(10);

    assertThat(sources(laterClauses(pauses)).getFirst()).isEqualTo("あ".repeat(60) + "、");
    assertThat(sources(laterClauses(spaces)).getFirst()).isEqualTo("word ".repeat(24));
    assertThat(sources(laterClauses(phrases)).getFirst()).endsWith("見ました今日は東京で");
  }

  @Test
  void aLongAddressStaysWholeUntilItCannotBeOne() {
    String address = "https://example.com/" + "a".repeat(200);

    assertThat(sources(splitWhole(address + " です。"))).first().isEqualTo(address);
    assertThat(sources(splitWhole("a".repeat(1_000)))).allMatch(source -> source.length() <= 480);
    assertThat(sources(splitByCharacter("a".repeat(1_000)))).allMatch(s -> s.length() <= 480);
    assertThat(sources(splitWhole("a" + "\uD840\uDC0B\u200D".repeat(400))))
        .allMatch(source -> !Character.isHighSurrogate(source.charAt(source.length() - 1)));
  }

  @ParameterizedTest
  @CsvSource({
    "こんにちは。, ja-JP",
    "Hello., en-US",
    "AWSのBedrockを使います。, ja-JP",
    "The word for cat is 猫., en-US",
    "ーー, ja-JP",
    "123, ja-JP"
  })
  void aClauseIsSpokenInTheLanguageOfItsWords(String reply, String language) {
    assertThat(splitWhole(reply).getFirst().language()).isEqualTo(new Language(language));
  }

  @Test
  void aClauseWithoutWordsIsSpokenInTheLanguageBefore() {
    assertThat(splitWhole("The answer is this. 42. そうです。7。"))
        .extracting(clause -> clause.language().tag())
        .containsExactly("en-US", "en-US", "ja-JP", "ja-JP");
  }

  @Test
  void theFallbackLendsItsRegion() {
    var british = new ClauseSplitter(new Language("en-GB"));
    british.add("Hello.");

    assertThat(british.finish().getFirst().language().tag()).isEqualTo("en-GB");
  }

  private static List<Clause> laterClauses(String reply) {
    List<Clause> clauses = splitWhole("はい、わかりましたよ。" + reply);
    return clauses.subList(2, clauses.size());
  }

  private static List<Clause> splitWhole(String reply) {
    var splitter = new ClauseSplitter(Language.JAPANESE);
    List<Clause> clauses = new ArrayList<>(splitter.add(reply));
    clauses.addAll(splitter.finish());
    return clauses;
  }

  private static List<Clause> splitByCharacter(String reply) {
    var splitter = new ClauseSplitter(Language.JAPANESE);
    List<Clause> clauses = new ArrayList<>();
    reply.chars().forEach(c -> clauses.addAll(splitter.add(String.valueOf((char) c))));
    clauses.addAll(splitter.finish());
    return clauses;
  }

  private static List<String> sources(List<Clause> clauses) {
    return clauses.stream().map(Clause::source).toList();
  }
}
