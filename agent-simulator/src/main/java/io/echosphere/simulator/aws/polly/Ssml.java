package io.echosphere.simulator.aws.polly;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads Speech Synthesis Markup as strictly as the service: well-formed, {@code speak} at the root,
 * only elements that Polly knows, and for neural voices only what those can do ("Supported SSML
 * tags" of the developer guide).
 */
final class Ssml {
  private static final Set<String> ELEMENTS =
      Set.of(
          "speak",
          "break",
          "emphasis",
          "lang",
          "mark",
          "p",
          "phoneme",
          "prosody",
          "s",
          "say-as",
          "sub",
          "w",
          "amazon:auto-breaths",
          "amazon:breath",
          "amazon:domain",
          "amazon:effect");

  private static final Set<String> NOT_NEURAL =
      Set.of("emphasis", "amazon:auto-breaths", "amazon:breath");

  /** Named values of prosody; percentages are read as numbers. */
  private static final Map<String, Set<String>> PROSODY =
      Map.of(
          "rate", Set.of("x-slow", "slow", "medium", "fast", "x-fast"),
          "volume", Set.of("default", "silent", "x-soft", "soft", "medium", "loud", "x-loud"),
          "pitch", Set.of("default", "x-low", "low", "medium", "high", "x-high"));

  private Ssml() {}

  /**
   * What is to be heard of a document.
   *
   * @param engine the service's name of it, such as {@code neural}
   * @throws Refused with the service's words, when it would refuse the document
   */
  static String text(String document, String engine) throws Refused {
    var reader = new Reader(engine);
    try {
      var factory = SAXParserFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.newSAXParser().parse(new InputSource(new StringReader(document)), reader);
    } catch (SAXException e) {
      throw new Refused(reader.unsupported ? "Unsupported Neural feature" : "Invalid SSML request");
    } catch (ParserConfigurationException | IOException e) {
      throw new IllegalStateException(e);
    }
    return reader.text.toString().strip();
  }

  /** The document is not one that the service takes. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final String words;

    Refused(String words) {
      super(words);
      this.words = words;
    }

    /** The service's words. */
    String words() {
      return words;
    }
  }

  private static final class Reader extends DefaultHandler {
    private final StringBuilder text = new StringBuilder();
    private final boolean neural;
    private boolean begun;
    private boolean unsupported;

    Reader(String engine) {
      neural = engine.equals("neural");
    }

    @Override
    public void startElement(String uri, String local, String name, Attributes attributes)
        throws SAXException {
      if (!ELEMENTS.contains(name) || name.equals("speak") == begun) {
        throw new SAXException();
      }
      begun = true;
      if (neural && NOT_NEURAL.contains(name)) {
        unsupported = true;
        throw new SAXException();
      }
      if (name.equals("prosody")) {
        checkProsody(attributes);
      }
    }

    @Override
    public void characters(char[] read, int from, int length) {
      text.append(read, from, length);
    }

    @Override
    public void error(SAXParseException problem) throws SAXException {
      throw problem;
    }

    private void checkProsody(Attributes attributes) throws SAXException {
      for (int i = 0; i < attributes.getLength(); i++) {
        String name = attributes.getQName(i);
        String value = attributes.getValue(i);
        if (neural && name.equals("pitch")) {
          unsupported = true;
          throw new SAXException();
        }
        boolean known = PROSODY.getOrDefault(name, Set.of()).contains(value);
        if (!known && !(name.equals("rate") ? isRate(value) : isChange(name, value))) {
          throw new SAXException();
        }
      }
    }

    /** 20 to 200 percent. */
    private static boolean isRate(String value) {
      if (!value.matches("\\d{2,3}%")) {
        return false;
      }
      int percent = Integer.parseInt(value.substring(0, value.length() - 1));
      return percent >= 20 && percent <= 200;
    }

    private static boolean isChange(String name, String value) {
      return name.equals("volume")
          ? value.matches("[+-]\\d{1,2}(\\.\\d+)?dB")
          : name.equals("pitch") && value.matches("[+-]\\d{1,2}%");
    }
  }
}
