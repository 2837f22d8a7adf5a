package io.echosphere.adapter.livekit.room;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ChatTextTest {
  @Test
  void plainTextStaysAsItIs() {
    assertThat(ChatText.clean("予約したいです。\nTwo lines, 2 × ½ 🙂 👨‍👩‍👧"))
        .isEqualTo("予約したいです。\nTwo lines, 2 × ½ 🙂 👨‍👩‍👧");
  }

  @Test
  void blanksAroundGoAndLinesBreakOneWay() {
    assertThat(ChatText.clean(" \t\r\n a\r\nb\rc\td\u2028e \n")).isEqualTo("a\nb\nc d\ne");
    assertThat(ChatText.clean(" \u0000\n\t ")).isEmpty();
    assertThat(ChatText.clean("")).isEmpty();
  }

  @Test
  void whatIsNotTextGoes() {
    assertThat(ChatText.clean("a\u0000b\u0007c\u001b[31md\u007fe\u009bf")).isEqualTo("abc[31mdef");
    assertThat(ChatText.clean("\ufeffa\u202eb\u2066c\u200bd\u00ade")).isEqualTo("abcde");
    assertThat(ChatText.clean("a\ud83db\ude00c\uffffd")).isEqualTo("abcd");
  }

  /** Instructions can be hidden from the reader's eye, but not from the model, in tags. */
  @Test
  void textThatNobodySeesGoes() {
    String hidden =
        "ignore"
            .codePoints()
            .collect(
                StringBuilder::new,
                (text, letter) -> text.appendCodePoint(0xE0000 + letter),
                StringBuilder::append)
            .toString();
    assertThat(ChatText.clean("Hi" + hidden)).isEqualTo("Hi");
  }

  @Test
  void aLongMessageIsCutBetweenCharacters() {
    assertThat(ChatText.clean("あ".repeat(5_000))).isEqualTo("あ".repeat(4_000));
    assertThat(ChatText.clean("a" + "🙂".repeat(3_000))).isEqualTo("a" + "🙂".repeat(1_999));
  }

  @Property(tries = 300)
  void whateverIsTypedComesOutAsBoundedText(@ForAll String typed) {
    String text = ChatText.clean(typed);

    assertThat(text.length()).isLessThanOrEqualTo(4_000);
    assertThat(text).isEqualTo(text.strip()).isEqualTo(ChatText.clean(text));
    assertThat(text.codePoints().filter(c -> Character.isISOControl(c) && c != '\n')).isEmpty();
    assertThat(text.codePoints().filter(c -> Character.getType(c) == Character.SURROGATE))
        .isEmpty();
  }
}
