package io.echosphere.adapter.aws;

import io.echosphere.domain.speech.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Polly's voices for Japanese and English, each with the engine we use for it: neural where there
 * is one, because it sounds better and is as fast; else standard. The generative engine is left
 * out: it has no Japanese voice and is not in Tokyo. From "Available voices" of the Amazon Polly
 * developer guide.
 */
public final class VoiceCatalog {
  /** Polly's engines as its API names them. */
  public enum Engine {
    NEURAL("neural"),
    STANDARD("standard");

    private final String code;

    Engine(String code) {
      this.code = code;
    }

    /** The API's name, such as {@code neural}. */
    public String code() {
      return code;
    }
  }

  private record Voice(Language language, Engine engine) {}

  private static final Map<String, Voice> VOICES = voices();

  private VoiceCatalog() {}

  /**
   * The engine for a voice; empty if we do not know the voice.
   *
   * @param voice Polly's voice id, such as {@code Kazuha}; case matters, as for Polly
   */
  public static Optional<Engine> engineFor(String voice) {
    return Optional.ofNullable(VOICES.get(voice)).map(Voice::engine);
  }

  /** The language a voice speaks; empty if we do not know the voice. */
  public static Optional<Language> languageOf(String voice) {
    return Optional.ofNullable(VOICES.get(voice)).map(Voice::language);
  }

  /**
   * What is wrong with a voice for a language, in words that name the pairs that would do; empty if
   * nothing is. Any English voice does for any English, and likewise for Japanese.
   *
   * @param variable the setting that named the voice, such as {@code TTS_VOICE}
   */
  public static Optional<String> problem(String variable, String voice, Language language) {
    Optional<Language> spoken = languageOf(voice);
    if (spoken.isPresent() && sameTongue(spoken.get(), language)) {
      return Optional.empty();
    }
    String what =
        spoken
            .map(other -> "speaks " + other + ", not " + language)
            .orElse("is not a Polly voice known here");
    return Optional.of(
        variable + "=" + voice + " " + what + "; valid for " + language + ": " + pairs(language));
  }

  /**
   * What is wrong with an engine asked for a voice, in words that name the pairs that would do;
   * empty if nothing is.
   *
   * @param engine Polly's name of an engine, such as {@code neural}
   */
  public static Optional<String> engineProblem(String voice, String engine) {
    Optional<Engine> fitting = engineFor(voice);
    if (fitting.isPresent() && fitting.get().code().equals(engine)) {
      return Optional.empty();
    }
    String valid = languageOf(voice).map(VoiceCatalog::pairs).orElseGet(() -> pairs(_ -> true));
    return Optional.of(
        "voice " + voice + " does not go with engine " + engine + "; valid: " + valid);
  }

  /** The valid pairs for a language, such as {@code Kazuha (neural), Mizuki (standard)}. */
  public static String pairs(Language language) {
    return pairs(voice -> sameTongue(voice.language(), language));
  }

  private static String pairs(Predicate<Voice> wanted) {
    return VOICES.entrySet().stream()
        .filter(entry -> wanted.test(entry.getValue()))
        .map(entry -> entry.getKey() + " (" + entry.getValue().engine().code() + ")")
        .collect(Collectors.joining(", "));
  }

  private static boolean sameTongue(Language one, Language other) {
    return one.equals(other)
        || (one.isJapanese() && other.isJapanese())
        || (one.isEnglish() && other.isEnglish());
  }

  private static Map<String, Voice> voices() {
    Map<String, Voice> voices = new TreeMap<>();
    add(voices, "ja-JP", Engine.NEURAL, List.of("Kazuha", "Takumi", "Tomoko"));
    add(voices, "ja-JP", Engine.STANDARD, List.of("Mizuki"));
    add(
        voices,
        "en-US",
        Engine.NEURAL,
        List.of(
            "Danielle",
            "Gregory",
            "Ivy",
            "Joanna",
            "Joey",
            "Justin",
            "Kendra",
            "Kevin",
            "Kimberly",
            "Matthew",
            "Ruth",
            "Salli",
            "Stephen"));
    add(voices, "en-GB", Engine.NEURAL, List.of("Amy", "Arthur", "Brian", "Emma"));
    add(voices, "en-AU", Engine.NEURAL, List.of("Olivia"));
    add(voices, "en-AU", Engine.STANDARD, List.of("Nicole", "Russell"));
    add(voices, "en-IE", Engine.NEURAL, List.of("Niamh"));
    add(voices, "en-IN", Engine.NEURAL, List.of("Kajal"));
    add(voices, "en-IN", Engine.STANDARD, List.of("Aditi", "Raveena"));
    add(voices, "en-NZ", Engine.NEURAL, List.of("Aria"));
    add(voices, "en-ZA", Engine.NEURAL, List.of("Ayanda"));
    return voices;
  }

  private static void add(
      Map<String, Voice> voices, String tag, Engine engine, List<String> names) {
    Language language = new Language(tag);
    names.forEach(name -> voices.put(name, new Voice(language, engine)));
  }
}
