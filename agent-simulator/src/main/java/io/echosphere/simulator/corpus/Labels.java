package io.echosphere.simulator.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Reads the committed labels. Keeps no state. */
final class Labels {
  static final List<String> LANGUAGES = List.of("ja-JP", "en-US");
  private static final String FOLDER = "/io/echosphere/simulator/corpus/";

  private Labels() {}

  /** All labels; those of sounds once for each language, since each is heard over its replies. */
  static List<Label> read() {
    List<Label> labels = new ArrayList<>();
    for (Split split : Split.values()) {
      for (String language : LANGUAGES) {
        labels.addAll(read(language, split, file(language, split)));
        labels.addAll(read(language, split, sounds(split)));
      }
    }
    return labels;
  }

  /** The bytes of a bundled file of the corpus. */
  static byte[] bundled(String name) {
    try (InputStream in = Labels.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException(FOLDER + name + " is missing in the simulator's jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** Twelve hexadecimal digits that change with any label, with the voices and with the maker. */
  static String checksum(int makerVersion, List<String> otherFiles) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update((byte) makerVersion);
      for (Split split : Split.values()) {
        digest.update(bundled(sounds(split)));
        for (String language : LANGUAGES) {
          digest.update(bundled(file(language, split)));
        }
      }
      for (String file : otherFiles) {
        digest.update(bundled(file));
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static List<Label> read(String language, Split split, String file) {
    List<Label> labels = new ArrayList<>();
    String prefix =
        language.substring(0, 2)
            + "-"
            + split.code().charAt(0)
            + (file.startsWith("sounds") ? "-s" : "-");
    int number = 0;
    for (String line : new String(bundled(file), StandardCharsets.UTF_8).split("\n", -1)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> columns = Arrays.asList(line.split("\t", -1));
      String id = prefix + String.format(Locale.ROOT, "%03d", ++number);
      labels.add(
          new Label(
              id,
              language,
              split,
              Kind.of(columns.getFirst()),
              columns.subList(1, columns.size())));
    }
    return labels;
  }

  private static String file(String language, Split split) {
    return language.substring(0, 2) + "-" + split.code() + ".tsv";
  }

  private static String sounds(Split split) {
    return "sounds-" + split.code() + ".tsv";
  }
}
