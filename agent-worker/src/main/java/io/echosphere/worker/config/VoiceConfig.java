package io.echosphere.worker.config;

import io.echosphere.adapter.aws.VoiceCatalog;
import io.echosphere.domain.speech.Language;
import java.time.Duration;
import java.util.List;

/**
 * The agent's voices.
 *
 * @param voice speaks all but English, or everything if its language is English
 * @param language of {@code voice}
 * @param englishVoice speaks clauses in English
 * @param lexicons names of pronunciation lexicons, at most 5
 * @param ratePercent pace, 50 to 200
 * @param fillerAfter how long after a turn silence is bridged; zero for never
 * @param perSecond clauses begun in a second, at least 1
 * @param concurrent clauses under way at once, at least 1
 */
public record VoiceConfig(
    String voice,
    Language language,
    String englishVoice,
    List<String> lexicons,
    int ratePercent,
    Duration fillerAfter,
    int perSecond,
    int concurrent) {
  private static final int MOST_LEXICONS = 5;

  public VoiceConfig {
    lexicons = List.copyOf(lexicons);
  }

  static VoiceConfig read(ConfigReader read) {
    var voice = read.value(Setting.TTS_VOICE, text -> text);
    var language = read.value(Setting.TTS_LANGUAGE, Parsers::language);
    var english = read.value(Setting.TTS_VOICE_EN, text -> text);
    language.ifValid().ifPresent(spoken -> check(read, Setting.TTS_VOICE, voice.get(), spoken));
    check(read, Setting.TTS_VOICE_EN, english.get(), Language.ENGLISH);
    var lexicons = read.value(Setting.TTS_LEXICONS, VoiceConfig::lexicons);
    var rate = read.value(Setting.TTS_RATE, Parsers.wholeNumber(50, 200));
    var perSecond = read.value(Setting.POLLY_MAX_PER_SECOND, Parsers.wholeNumber(1, 1_000));
    var concurrent = read.value(Setting.POLLY_MAX_CONCURRENT, Parsers.wholeNumber(1, 1_000));
    var filler = read.value(Setting.FILLER_AFTER_MS, VoiceConfig::filler);
    return read.whenValid(
        () ->
            new VoiceConfig(
                voice.get(),
                language.get(),
                english.get(),
                lexicons.get(),
                rate.get(),
                filler.get(),
                perSecond.get(),
                concurrent.get()));
  }

  private static Duration filler(String text) throws Unacceptable {
    return text.equals("0") ? Duration.ZERO : Parsers.millis(300, 10_000).parse(text);
  }

  private static List<String> lexicons(String text) throws Unacceptable {
    String fix = "use up to " + MOST_LEXICONS + " names of 1 to 20 letters and digits, with commas";
    List<String> names = Parsers.list(text);
    for (String name : names) {
      Parsers.matching(name, "[0-9A-Za-z]{1,20}", "names no lexicon", fix);
    }
    if (names.size() > MOST_LEXICONS) {
      throw new Unacceptable("has more lexicons than Polly takes (" + text + ")", fix);
    }
    return names;
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
