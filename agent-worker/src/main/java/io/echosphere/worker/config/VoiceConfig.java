package io.echosphere.worker.config;

import io.echosphere.adapter.aws.VoiceCatalog;
import io.echosphere.domain.speech.Language;

/**
 * The agent's voices.
 *
 * @param voice speaks all but English, or everything if its language is English
 * @param language of {@code voice}
 * @param englishVoice speaks clauses in English
 */
public record VoiceConfig(String voice, Language language, String englishVoice) {
  static VoiceConfig read(ConfigReader read) {
    var voice = read.value(Setting.TTS_VOICE, text -> text);
    var language = read.value(Setting.TTS_LANGUAGE, Parsers::language);
    var english = read.value(Setting.TTS_VOICE_EN, text -> text);
    language.ifValid().ifPresent(spoken -> check(read, Setting.TTS_VOICE, voice.get(), spoken));
    check(read, Setting.TTS_VOICE_EN, english.get(), Language.ENGLISH);
    return read.whenValid(() -> new VoiceConfig(voice.get(), language.get(), english.get()));
  }

  private static void check(ConfigReader read, Setting setting, String voice, Language language) {
    if (VoiceCatalog.problem(setting.name(), voice, language).isPresent()) {
      String what =
          VoiceCatalog.languageOf(voice)
              .map(spoken -> "speaks " + spoken + ", not " + language + " (" + voice + ")")
              .orElse("is no voice of Amazon Polly known here (" + voice + ")");
      String pairs = VoiceCatalog.pairs(language);
      read.problem(
          setting,
          what,
          pairs.isEmpty()
              ? "use a language with a known voice"
              : "for " + language + " use " + pairs);
    }
  }
}
