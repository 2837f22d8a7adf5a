package io.echosphere.domain.turn.ending;

import io.echosphere.domain.speech.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The labelled endings of the test resources. */
final class Examples {
  private static final String KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん";
  private static final String LATIN = "abcdefghijklmnopqrstuvwxyz";

  /** What a person said of a text: over, going on, or hard to say. */
  enum Label {
    FINISHED,
    OPEN,
    UNFINISHED
  }

  record Example(Label label, String text, Language language) {
    double probability() {
      return TextEndOfTurn.judge(Said.of(text, language)).probability();
    }

    Example with(String changed) {
      return new Example(label, changed, language);
    }
  }

  private Examples() {}

  static List<Example> japanese() {
    return read("endings-ja.tsv", Language.JAPANESE);
  }

  static List<Example> english() {
    return read("endings-en.tsv", Language.ENGLISH);
  }

  /** The text with one letter in twenty wrong, dropped or doubled. */
  static String misheard(Example example, Random random) {
    String letters = example.language().isJapanese() ? KANA : LATIN;
    var text = new StringBuilder();
    for (char letter : example.text().toCharArray()) {
      if (!Character.isLetterOrDigit(letter) || random.nextDouble() >= 0.05) {
        text.append(letter);
      } else {
        switch (random.nextInt(4)) {
          case 0 -> {} // dropped
          case 1 -> text.append(letter).append(letter);
          default -> text.append(letters.charAt(random.nextInt(letters.length())));
        }
      }
    }
    return text.toString();
  }

  private static List<Example> read(String file, Language language) {
    try (var in = Examples.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t", 2))
          .map(
              cells ->
                  new Example(Label.valueOf(cells[0].toUpperCase(Locale.ROOT)), cells[1], language))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
