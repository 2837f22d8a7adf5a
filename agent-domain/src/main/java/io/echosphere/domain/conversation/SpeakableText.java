package io.echosphere.domain.conversation;

import io.echosphere.domain.speech.Language;
import java.util.regex.Pattern;

/**
 * Makes generated text fit for a voice: without markdown, emoji and addresses' noise, and with the
 * signs and abbreviations in words that a voice is known to drop, spell out or misread. What cannot
 * be said at all becomes the empty text. The rules and their reasons are in docs/speech.md.
 */
public final class SpeakableText {
  private static final int FLAGS = Pattern.UNICODE_CHARACTER_CLASS;

  /** {@code [label](address)} and {@code ![label](address)}; the lengths bound the matching. */
  private static final Pattern LINK =
      Pattern.compile("!?\\[([^\\[\\]\\n]{0,200})]\\([^()\\s]{1,2000}\\)");

  private static final Pattern FOOTNOTE = Pattern.compile("\\[\\^[^\\[\\]\\n]{1,40}]:?");

  /** An address; the first group is its host, which is all that anyone says of it. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:https?://(?:www\\.)?|www\\.)([A-Za-z0-9.-]*[A-Za-z0-9])(?:[:/?#][!-~]*)?");

  /** Elements of HTML and SSML, comments and the marks of CDATA sections. */
  private static final Pattern TAG =
      Pattern.compile(
          "</?[A-Za-z][^<>\\n]{0,200}>|<!--.{0,400}?-->|<!\\[CDATA\\[|]]>|<\\?[^<>\\n]{0,200}\\?>");

  /** Headings, bullets, boxes to tick, quotations and rules at the beginning of a line. */
  private static final Pattern LINE_MARKER =
      Pattern.compile(
          "(?m)^[ \\t]*(?:#{1,6}[ \\t]+|[-*+•・][ \\t]+(?:\\[[ xX]][ \\t]+)?|(?:>[ \\t]?)+"
              + "|[-*_=]{3,}[ \\t]*$)");

  /** The line under a table's head. */
  private static final Pattern TABLE_RULE =
      Pattern.compile(
          "(?m)^[ \\t]*\\|?(?:[ \\t]*:?-{2,}:?[ \\t]*\\|)+(?:[ \\t]*:?-{2,}:?)?[ \\t]*$");

  /** The outer bars of a table's row, and those between its cells. */
  private static final Pattern ROW_EDGE =
      Pattern.compile("(?m)^[ \\t]*\\|[ \\t]*|[ \\t]*\\|[ \\t]*$");

  private static final Pattern CELL_EDGE = Pattern.compile("(?:[ \\t]*\\|)+[ \\t]*");

  private static final Pattern ESCAPE = Pattern.compile("\\\\(?=[\\\\`*_{}\\[\\]()#+.!~|>$-])");
  private static final Pattern TIMES = Pattern.compile("(?<=\\d) ?\\* ?(?=\\d)");

  /** Underscores that emphasise; those inside a name are spoken as a pause. */
  private static final Pattern MARKER = Pattern.compile("[*`]+|~~|(?<!\\w)_+|_+(?!\\w)", FLAGS);

  private static final Pattern UNDERSCORE = Pattern.compile("_+");

  /** Emoji with their joiners, tones, selectors, flags and keycaps; ©, ®, ™, ‼ and ⁉ are words. */
  private static final Pattern EMOJI =
      Pattern.compile(
          "(?![©®™‼⁉])[\\p{IsExtended_Pictographic}\\p{IsEmoji_Presentation}\\p{IsEmoji_Modifier}"
              + "\\x{1F1E6}-\\x{1F1FF}\\x{200D}\\x{FE0E}\\x{FE0F}\\x{20E3}\\x{E0020}-\\x{E007F}]");

  /** {@code :smile:}, but not the colons of a time. */
  private static final Pattern SHORT_CODE =
      Pattern.compile("(?<![\\w:]):[a-z][a-z0-9_+-]{1,30}:(?![\\w:])");

  /** A face such as (^_^), (・∀・) or :-) of signs alone; and (笑). */
  private static final Pattern FACE =
      Pattern.compile(
          "[(（](?:[^\\p{L}\\p{N}()（）\\n]{2,12}|[笑泣汗])[)）]|(?<![\\w:;])[:;]-?[)DP](?!\\w)");

  /** Characters without a sound: formatting, private use, halves of pairs, and no characters. */
  private static final Pattern SOUNDLESS =
      Pattern.compile("[\\p{Cf}\\p{Co}\\p{Cs}\\x{FFFE}\\x{FFFF}]");

  /** Ends of what the clause before has said already. */
  private static final Pattern LEFTOVER = Pattern.compile("^[\\s」』）】〉》〕］｝)\\]}。、！？!?,.;:…]+");

  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Cc}]+", FLAGS);

  private static final Pattern PRONOUNCEABLE = Pattern.compile("[\\p{L}\\p{N}]");

  private SpeakableText() {}

  /**
   * What can be said of a piece of a reply, in whatever language: signs are left as they are.
   *
   * @return stripped, without control characters, never blank: empty when there is nothing to say
   */
  public static String of(String source) {
    return finished(withoutMarkup(source, ", "));
  }

  /**
   * What a voice should be given for a piece of a reply.
   *
   * @param language of the voice
   * @return as {@link #of(String)}, with what the voice would misread in words
   */
  public static String of(String source, Language language) {
    if (of(source).isEmpty()) {
      return ""; // a sign alone says nothing, whatever its name is
    }
    String pause = language.isJapanese() ? "、" : ", ";
    String labelled = LINK.matcher(source).replaceAll("$1");
    String plain = withoutMarkup(SpokenForms.addresses(labelled, language), pause);
    return finished(SpokenForms.of(plain, language));
  }

  private static String withoutMarkup(String source, String pause) {
    String text = LINK.matcher(source).replaceAll("$1");
    text = FOOTNOTE.matcher(text).replaceAll("");
    text = ADDRESS.matcher(text).replaceAll("$1");
    text = entities(text);
    text = TAG.matcher(text).replaceAll(" ");
    text = TABLE_RULE.matcher(text).replaceAll("");
    text = ROW_EDGE.matcher(text).replaceAll("");
    text = CELL_EDGE.matcher(text).replaceAll(pause);
    text = LINE_MARKER.matcher(text).replaceAll("");
    text = FACE.matcher(text).replaceAll("");
    text = SHORT_CODE.matcher(text).replaceAll("");
    text = TIMES.matcher(text).replaceAll("×");
    text = ESCAPE.matcher(text).replaceAll("");
    text = MARKER.matcher(text).replaceAll("");
    text = UNDERSCORE.matcher(text).replaceAll(" ");
    text = EMOJI.matcher(text).replaceAll("");
    return SOUNDLESS.matcher(text).replaceAll("");
  }

  /** The entities that models write; each once, so that an escaped escape stays one. */
  private static String entities(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    return text.replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  private static String finished(String text) {
    String spaced = SPACES.matcher(text).replaceAll(" ");
    String said = LEFTOVER.matcher(spaced).replaceFirst("").strip();
    return PRONOUNCEABLE.matcher(said).find() ? said : "";
  }
}
