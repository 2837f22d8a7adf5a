package io.echosphere.worker.config;

import io.echosphere.application.hearing.Finalizing;
import io.echosphere.domain.speech.Language;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How the caller is heard.
 *
 * @param languages what may be spoken, the main one first; with more than one the recogniser finds
 *     out which is
 * @param vocabularies names of custom vocabularies; at most one for each language
 * @param noiseSuppression how strongly noise is removed before anything listens
 * @param echoCancellation whether the agent's own voice is taken out of it
 * @param finalizing which words may end a turn, and what makes them come
 * @param pauseSilence sent ahead of its time at each pause
 * @param maxStreams streams to the recogniser at once, at least 1
 */
public record HearingConfig(
    List<Language> languages,
    List<String> vocabularies,
    NoiseSuppression noiseSuppression,
    boolean echoCancellation,
    Finalizing finalizing,
    Duration pauseSilence,
    int maxStreams) {
  public HearingConfig {
    languages = List.copyOf(languages);
    vocabularies = List.copyOf(vocabularies);
  }

  static HearingConfig read(ConfigReader read) {
    var one = read.value(Setting.STT_LANGUAGE, Parsers::language);
    var several = read.value(Setting.STT_LANGUAGES, HearingConfig::languages);
    var vocabularies = read.value(Setting.STT_VOCABULARY, HearingConfig::vocabularies);
    var noise =
        read.value(Setting.NOISE_SUPPRESSION, Parsers.oneOf(NoiseSuppression.class, Locale.ROOT));
    var echo = read.value(Setting.ECHO_CANCELLATION, Parsers::yesOrNo);
    var finalizing = read.value(Setting.STT_FINALIZE, Parsers.oneOf(Finalizing.class, Locale.ROOT));
    var silence = read.value(Setting.STT_PAUSE_SILENCE_MS, Parsers.millis(0, 2_000));
    var streams = read.value(Setting.STT_MAX_STREAMS, Parsers.wholeNumber(1, 1_000));
    int spoken = Math.max(1, several.ifValid().map(List::size).orElse(1));
    if (vocabularies.ifValid().map(List::size).orElse(0) > spoken) {
      read.problem(
          Setting.STT_VOCABULARY,
          "names more vocabularies than there are languages",
          "name at most " + spoken + ", or set STT_LANGUAGES");
    }
    return read.whenValid(
        () ->
            new HearingConfig(
                several.get().isEmpty() ? List.of(one.get()) : several.get(),
                vocabularies.get(),
                noise.get(),
                echo.get(),
                finalizing.get(),
                silence.get(),
                streams.get()));
  }

  private static List<Language> languages(String text) throws Unacceptable {
    var languages = new java.util.ArrayList<Language>();
    Set<String> tongues = new HashSet<>();
    for (String tag : Parsers.list(text)) {
      languages.add(Parsers.language(tag));
      if (!tongues.add(tag.substring(0, tag.indexOf('-')))) {
        throw new Unacceptable(
            "names one language twice (" + tag + ")",
            "name each language with one region only: Transcribe takes one dialect of each");
      }
    }
    if (languages.size() == 1) {
      throw new Unacceptable(
          "names only " + languages.getFirst(), "name two or more, or use STT_LANGUAGE");
    }
    return languages;
  }

  private static List<String> vocabularies(String text) throws Unacceptable {
    for (String name : Parsers.list(text)) {
      Parsers.matching(
          name,
          "[0-9a-zA-Z._-]{1,200}",
          "names no vocabulary",
          "use the names that Amazon Transcribe's console shows");
    }
    return Parsers.list(text);
  }

  /** Strength of the noise suppression; about 6, 12, 16 and 18 dB of white noise. */
  public enum NoiseSuppression {
    OFF,
    LOW,
    MODERATE,
    HIGH,
    VERY_HIGH
  }
}
