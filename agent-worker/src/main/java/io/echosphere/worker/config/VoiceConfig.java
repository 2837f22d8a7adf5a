package io.echosphere.worker.config;

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
    var voice = read.value(Setting.TTS_VOICE, VoiceConfig::voice);
    var language = read.value(Setting.TTS_LANGUAGE, Parsers::language);
    var english = read.value(Setting.TTS_VOICE_EN, VoiceConfig::voice);
    return read.whenValid(() -> new VoiceConfig(voice.get(), language.get(), english.get()));
  }

  private static String voice(String text) throws Unacceptable {
    return Parsers.matching(
        text, "[A-Za-z]{2,20}", "is no voice of Amazon Polly", "use one such as Kazuha or Joanna");
  }
}
