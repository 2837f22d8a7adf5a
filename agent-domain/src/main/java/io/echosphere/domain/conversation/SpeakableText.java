package io.echosphere.domain.conversation;

import java.util.regex.Pattern;

/**
 * Makes generated text fit for a voice: without markdown, emoji and addresses' noise. What cannot
 * be said at all becomes the empty text.
 */
public final class SpeakableText {
  private static final int FLAGS = Pattern.UNICODE_CHARACTER_CLASS;

  /** {@code [label](address)} and {@code ![label](address)}; the lengths bound the matching. */
  private static final Pattern LINK =
      Pattern.compile("!?\\[([^\\[\\]\\n]{0,200})]\\([^()\\s]{1,2000}\\)");

  /** An address; the first group is its host, which is all that anyone says of it. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:https?://(?:www\\.)?|www\\.)([A-Za-z0-9.-]*[A-Za-z0-9])(?:[:/?#][!-~]*)?");

  private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>\\n]{0,100}>");

  /** Headings, bullets, quotations and rules at the beginning of a line. */
  private static final Pattern LINE_MARKER =
      Pattern.compile(
          "(?m)^[ \\t]*(?:#{1,6}[ \\t]+|[-*+•・][ \\t]+|(?:>[ \\t]?)+|[-*_=]{3,}[ \\t]*$)");

  private static final Pattern TIMES = Pattern.compile("(?<=\\d) ?\\* ?(?=\\d)");

  /** Underscores that emphasise; those inside a name are spoken as a pause. */
  private static final Pattern MARKER = Pattern.compile("[*`|]+|~~|(?<!\\w)_+|_+(?!\\w)", FLAGS);

  private static final Pattern UNDERSCORE = Pattern.compile("_+");

  /** Emoji with their joiners, tones, selectors, flags and keycaps; ©, ®, ™, ‼ and ⁉ are words. */
  private static final Pattern EMOJI =
      Pattern.compile(
          "(?![©®™‼⁉])[\\p{IsExtended_Pictographic}\\p{IsEmoji_Presentation}\\p{IsEmoji_Modifier}"
              + "\\x{1F1E6}-\\x{1F1FF}\\x{200D}\\x{FE0E}\\x{FE0F}\\x{20E3}\\x{E0020}-\\x{E007F}]");

  /** A face such as (^_^) or (・∀・): brackets around signs alone. */
  private static final Pattern FACE = Pattern.compile("[(（][^\\p{L}\\p{N}()（）\\n]{2,12}[)）]");

  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

  /** Ends of what the clause before has said already. */
  private static final Pattern LEFTOVER = Pattern.compile("^[\\s」』）】〉》〕］｝)\\]}。、！？!?,.;:…]+");

  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Cc}]+", FLAGS);

  private static final Pattern PRONOUNCEABLE = Pattern.compile("[\\p{L}\\p{N}]");

  private SpeakableText() {}

  /**
   * What a voice should be given for a piece of a reply.
   *
   * @return stripped, without control characters, never blank: empty when there is nothing to say
   */
  public static String of(String source) {
    String text = LINK.matcher(source).replaceAll("$1");
    text = ADDRESS.matcher(text).replaceAll("$1");
    text = TAG.matcher(text).replaceAll(" ");
    text = LINE_MARKER.matcher(text).replaceAll("");
    text = FACE.matcher(text).replaceAll("");
    text = TIMES.matcher(text).replaceAll("×");
    text = MARKER.matcher(text).replaceAll("");
    text = UNDERSCORE.matcher(text).replaceAll(" ");
    text = EMOJI.matcher(text).replaceAll("");
    text = LONE_SURROGATE.matcher(text).replaceAll("");
    text = SPACES.matcher(text).replaceAll(" ");
    text = LEFTOVER.matcher(text).replaceFirst("").strip();
    return PRONOUNCEABLE.matcher(text).find() ? text : "";
  }
}
