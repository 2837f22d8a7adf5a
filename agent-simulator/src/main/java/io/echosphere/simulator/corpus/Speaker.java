package io.echosphere.simulator.corpus;

import java.util.List;

/**
 * A voice of the corpus: a program and its settings.
 *
 * @param name as it appears in ids and tables
 * @param options what makes this voice; for Open JTalk the first is the voice's file name
 */
record Speaker(String name, Program program, List<String> options) {
  static final String MEI = "mei_normal.htsvoice";
  static final String NITECH = "nitech_jp_atr503_m001.htsvoice";

  Speaker {
    options = List.copyOf(options);
  }

  enum Program {
    OPEN_JTALK,
    ESPEAK,
    FLITE
  }

  /** Who speaks as callers in one half: no voice is in both. */
  static List<Speaker> callers(String language, Split split) {
    if (language.startsWith("ja")) {
      return switch (split) {
        case DEVELOPMENT ->
            List.of(
                jtalk("mei-low", MEI, "-a", "0.50", "-fm", "-2"),
                jtalk("mei-fast", MEI, "-a", "0.53", "-fm", "1.5", "-r", "1.15"),
                jtalk("mei-slow", MEI, "-a", "0.58", "-fm", "-4", "-r", "0.9"));
        case HELD_OUT ->
            List.of(
                jtalk("nitech", NITECH, "-a", "0.55"),
                jtalk("nitech-fast", NITECH, "-a", "0.53", "-fm", "3", "-r", "1.15"),
                jtalk("nitech-slow", NITECH, "-a", "0.50", "-fm", "6", "-r", "0.9"));
      };
    }
    return switch (split) {
      case DEVELOPMENT ->
          List.of(
              espeak("espeak-us-m3", "en-us+m3", "165"),
              espeak("espeak-us-f3", "en-us+f3", "150"),
              flite("flite-rms", "rms"),
              flite("flite-kal16", "kal16"));
      case HELD_OUT ->
          List.of(
              espeak("espeak-gb-f4", "en-gb+f4", "170"),
              espeak("espeak-scotland-m6", "en-gb-scotland+m6", "155"),
              flite("flite-awb", "awb"));
    };
  }

  /** Who speaks as the agent. */
  static Speaker agent(String language) {
    return language.startsWith("ja") ? jtalk("agent", MEI, "-r", "1.1") : flite("agent", "slt");
  }

  private static Speaker jtalk(String name, String... options) {
    return new Speaker(name, Program.OPEN_JTALK, List.of(options));
  }

  private static Speaker espeak(String name, String voice, String wordsAMinute) {
    return new Speaker(name, Program.ESPEAK, List.of("-v", voice, "-s", wordsAMinute));
  }

  private static Speaker flite(String name, String voice) {
    return new Speaker(name, Program.FLITE, List.of("-voice", voice));
  }
}
