package io.echosphere.simulator.hearing;

import java.util.List;
import java.util.stream.IntStream;

/** What is heard instead of words that cannot be understood: nothing anybody says. */
final class Nonsense {
  private static final List<String> JAPANESE =
      List.of("ぬぱ", "ぎょへ", "ばびゅ", "むじょぽ", "へぐも", "ぴゃぞ", "りゅべ", "ぞにゃ");
  private static final List<String> OTHER =
      List.of("zorb", "flim", "quax", "vubble", "drisk", "nompf", "glarv", "yixen");

  private Nonsense() {}

  /** One token, always the same for the same seed. */
  static String token(String language, int seed) {
    List<String> tokens = language.startsWith("ja") ? JAPANESE : OTHER;
    return tokens.get(Math.floorMod(seed * 31 + seed / 7, tokens.size()));
  }

  /** As many tokens as that many seconds of speech have words, spread over the time. */
  static List<HeardWord> spread(String language, double start, double end) {
    int count = Math.max(1, (int) Math.round((end - start) / 0.35));
    double step = (end - start) / count;
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new HeardWord(
                    token(language, i), start + i * step, start + (i + 1) * step, true, false))
        .toList();
  }
}
