package io.echosphere.adapter.polly;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.conversation.SpeakableText;
import io.echosphere.domain.speech.Language;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class SsmlTest {
  @Test
  void thePaceIsAProsodyAroundTheText() {
    assertThat(Ssml.at(90, "AT&T <3"))
        .isEqualTo("<speak><prosody rate=\"90%\">AT&amp;T &lt;3</prosody></speak>");
  }

  @Property
  void whateverIsSpeakableArrivesToTheLetter(@ForAll("replies") String reply) throws Exception {
    for (Language language : new Language[] {Language.JAPANESE, Language.ENGLISH}) {
      String speakable = SpeakableText.of(reply, language);
      Assume.that(!speakable.isEmpty());

      Element speak = parsed(Ssml.at(110, speakable));

      assertThat(speak.getTagName()).isEqualTo("speak");
      assertThat(speak.getTextContent()).isEqualTo(speakable);
      assertThat(speak.getElementsByTagName("*").getLength()).isEqualTo(1);
    }
  }

  @Property
  void anyTextAtAllIsWellFormed(@ForAll String text) throws Exception {
    assertThat(parsed(Ssml.at(20, text)).getElementsByTagName("*").getLength()).isEqualTo(1);
  }

  @Provide
  Arbitrary<String> replies() {
    var pieces =
        Arbitraries.oneOf(
            Arbitraries.of(
                "<speak>",
                "</speak>",
                "</prosody>",
                "<break time=\"1s\"/>",
                "<![CDATA[",
                "]]>",
                "<!--",
                "-->",
                "&",
                "&amp;",
                "&#0;",
                "&lt;",
                "<",
                ">",
                "\"",
                "'",
                "\r",
                "\n",
                "\t",
                "\u0000",
                "\u001F",
                "\u0085",
                "\u2028",
                "\uD83D",
                "\uDE00",
                "\uFFFE",
                "😀",
                "今日は",
                "。",
                "text ",
                "5 < 6 ",
                "<?xml?>",
                "<!DOCTYPE x>",
                "`",
                "|",
                "[a](b)"),
            Arbitraries.strings().ofMaxLength(20));
    return pieces.list().ofMaxSize(25).map(parts -> String.join("", parts));
  }

  private static Element parsed(String document) throws Exception {
    var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    return builder.parse(new InputSource(new StringReader(document))).getDocumentElement();
  }
}
