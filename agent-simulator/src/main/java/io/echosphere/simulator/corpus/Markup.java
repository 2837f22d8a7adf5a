package io.echosphere.simulator.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A label's text taken apart: {@code [700]} is a pause of so many ms, {@code {090|ゼロキューゼロ}} is
 * written one way and spoken another.
 */
final class Markup {
  private static final Pattern SPECIAL = Pattern.compile("\\[(\\d+)]|\\{([^|}]+)\\|([^}]+)\\}");

  private Markup() {}

  /** A piece of the text. */
  sealed interface Part {}

  /**
   * Words.
   *
   * @param shown as a transcript writes them
   * @param spoken as a synthesizer reads them, or the recording that holds them
   */
  record Spoken(String shown, String spoken) implements Part {
    boolean differs() {
      return !shown.equals(spoken);
    }
  }

  /** Silence of so many ms inside the turn. */
  record Pause(int millis) implements Part {}

  static List<Part> parse(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher special = SPECIAL.matcher(text);
    int at = 0;
    while (special.find()) {
      add(parts, text.substring(at, special.start()));
      if (special.group(1) != null) {
        parts.add(new Pause(Integer.parseInt(special.group(1))));
      } else {
        parts.add(new Spoken(special.group(2), special.group(3)));
      }
      at = special.end();
    }
    add(parts, text.substring(at));
    return parts;
  }

  /** The text without its marks, as a transcript writes it. */
  static String shown(String text) {
    var shown = new StringBuilder();
    for (Part part : parse(text)) {
      if (part instanceof Spoken(var words, var _)) {
        shown.append(words);
      }
    }
    return shown.toString().replaceAll(" {2,}", " ").replaceAll(" ([.,?!])", "$1").strip();
  }

  private static void add(List<Part> parts, String text) {
    if (!text.isEmpty()) {
      parts.add(new Spoken(text, text));
    }
  }
}
