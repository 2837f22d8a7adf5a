package io.echosphere.adapter.transcribe;

import io.echosphere.domain.speech.Language;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How speech is recognised.
 *
 * @param languages one, or several among which the service finds out by itself (at least two, no
 *     two dialects of one language)
 * @param vocabulary a custom vocabulary's name; with several languages, names joined by commas, one
 *     for each language
 * @param limits the account's quota
 * @param connect the longest until the service has accepted the stream
 * @param finish the longest from the end of audio until the service has ended the stream
 */
public record TranscribeSettings(
    List<Language> languages,
    Optional<String> vocabulary,
    Limits limits,
    Duration connect,
    Duration finish) {

  public TranscribeSettings {
    languages = List.copyOf(languages);
    if (languages.isEmpty()) {
      throw new IllegalArgumentException("no language to recognise: set STT_LANGUAGE");
    }
    long tongues = languages.stream().map(TranscribeSettings::tongue).distinct().count();
    if (tongues < languages.size()) {
      throw new IllegalArgumentException(
          "STT_LANGUAGES=" + languages + " names a language twice; one dialect each is allowed");
    }
  }

  /**
   * The usual deadlines, with a quota of streams.
   *
   * @param maxStreams streams at once, at least 1
   */
  public static TranscribeSettings of(
      List<Language> languages, Optional<String> vocabulary, int maxStreams) {
    return new TranscribeSettings(
        languages,
        vocabulary,
        new Limits(maxStreams, Limits.DEFAULT.startsPerSecond()),
        Duration.ofSeconds(5),
        Duration.ofSeconds(8));
  }

  /** The usual limits and deadlines. */
  public static TranscribeSettings of(List<Language> languages, Optional<String> vocabulary) {
    return of(languages, vocabulary, Limits.DEFAULT.concurrent());
  }

  private static String tongue(Language language) {
    return language.tag().substring(0, language.tag().indexOf('-'));
  }

  /**
   * What the process may ask of the service.
   *
   * @param concurrent streams at once
   * @param startsPerSecond streams begun in a second
   */
  public record Limits(int concurrent, int startsPerSecond) {
    /** Transcribe's default quota: 25 streams, 25 starts a second. */
    public static final Limits DEFAULT = new Limits(25, 25);
  }
}
