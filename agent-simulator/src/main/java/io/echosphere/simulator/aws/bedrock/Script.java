package io.echosphere.simulator.aws.bedrock;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the model answers: the reply of the first turn that fits the user's last words, else what is
 * said otherwise in their language. Immutable.
 *
 * @param turns in order of precedence
 * @param otherwise the answer to anything else, by BCP 47 tag ({@code ja-JP}, {@code en-US})
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Script(List<ScriptTurn> turns, Map<String, String> otherwise) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BUNDLED = "/io/echosphere/simulator/script.json";

  /** Copies the collections; those missing are empty. */
  public Script(
      @JsonProperty("turns") List<ScriptTurn> turns,
      @JsonProperty("otherwise") Map<String, String> otherwise) {
    this.turns = List.copyOf(Objects.requireNonNullElse(turns, List.of()));
    this.otherwise = Map.copyOf(Objects.requireNonNullElse(otherwise, Map.of()));
  }

  /**
   * One turn.
   *
   * @param language BCP 47 tag of both texts
   * @param user what the caller says; the turn fits words that hold the same letters, or at least
   *     six of them in a row
   * @param any the turn fits, too, when the words contain one of these, in any case; the longest
   *     that they contain decides
   * @param reply what the model answers
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ScriptTurn(
      @JsonProperty("language") String language,
      @JsonProperty("user") String user,
      @JsonProperty("any") List<String> any,
      @JsonProperty("reply") String reply) {
    /** Letters of a line that tell it from others. */
    private static final int ENOUGH = 6;

    /** Copies the collection; one that is missing is empty. */
    public ScriptTurn {
      any = List.copyOf(Objects.requireNonNullElse(any, List.of()));
    }

    private boolean says(String words) {
      String line = letters(user);
      String said = letters(words);
      return !line.isEmpty()
          && (said.contains(line) || (said.length() >= ENOUGH && line.contains(said)));
    }

    /** How long the longest of the parts is that the words contain; 0 when there is none. */
    private int touches(String words) {
      String lower = words.toLowerCase(Locale.ROOT);
      return any.stream()
          .filter(part -> lower.contains(part.toLowerCase(Locale.ROOT)))
          .mapToInt(String::length)
          .max()
          .orElse(0);
    }

    private static String letters(String text) {
      return text.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }
  }

  /** The script bundled with the simulator: small talk in Japanese and English. */
  public static Script bundled() {
    try (InputStream in = Script.class.getResourceAsStream(BUNDLED)) {
      return parse(
          new String(
              Objects.requireNonNull(in, BUNDLED + " is missing in the jar").readAllBytes(),
              StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("the bundled script cannot be read", e);
    }
  }

  /**
   * Reads a script file.
   *
   * @throws IOException when it cannot be read or is no script
   */
  public static Script read(Path file) throws IOException {
    try {
      return parse(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new IOException(
          "script " + file + " is not valid: " + e.getOriginalMessage() + "; see README.md", e);
    }
  }

  private static Script parse(String json) throws JsonProcessingException {
    return JSON.readValue(json, Script.class);
  }

  /** The same with one more turn, which goes before all others. */
  public Script with(String language, String contains, String reply) {
    List<ScriptTurn> more = new ArrayList<>(turns);
    more.addFirst(new ScriptTurn(language, "", List.of(contains), reply));
    return new Script(more, otherwise);
  }

  /** The answer to the words; never blank. */
  public String reply(String words) {
    String language = isJapanese(words) ? "ja-JP" : "en-US";
    List<ScriptTurn> candidates =
        turns.stream().filter(turn -> turn.language().equals(language)).toList();
    Optional<ScriptTurn> fitting = candidates.stream().filter(turn -> turn.says(words)).findFirst();
    if (fitting.isEmpty()) {
      fitting =
          candidates.stream()
              .filter(turn -> turn.touches(words) > 0)
              .max(Comparator.comparingInt(turn -> turn.touches(words)));
    }
    return fitting.map(ScriptTurn::reply).orElseGet(() -> otherwise.getOrDefault(language, "…"));
  }

  private static boolean isJapanese(String words) {
    return words
        .codePoints()
        .mapToObj(Character.UnicodeScript::of)
        .anyMatch(
            script ->
                script == Character.UnicodeScript.HIRAGANA
                    || script == Character.UnicodeScript.KATAKANA
                    || script == Character.UnicodeScript.HAN);
  }
}
