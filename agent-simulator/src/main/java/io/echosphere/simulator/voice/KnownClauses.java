package io.echosphere.simulator.voice;

import io.echosphere.simulator.hearing.Clip;
import io.echosphere.simulator.hearing.HeardWord;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The agent's clips, findable by any run of their clauses or of a few words, because who asks may
 * cut a reply at commas, before a conjunction or not at all. Immutable.
 */
final class KnownClauses {
  private static final double LEAD_SECONDS = 0.02;
  private static final double TAIL_SECONDS = 0.04;

  /** Between sentences that are asked for in one piece. */
  private static final int PAUSE = Clip.SAMPLE_RATE_HZ / 4;

  /** Words that a run of them needs at least to be found, unless it is a clause. */
  private static final int FEWEST_WORDS = 3;

  private final Map<String, Run> sounds = new HashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // the clip's, never compared
  private record Run(short[] samples, double startSeconds, double endSeconds) {
    short[] cut() {
      return slice(samples, startSeconds, endSeconds);
    }
  }

  KnownClauses(List<Clip> clips) {
    clips.forEach(this::learn);
  }

  private void learn(Clip clip) {
    List<HeardWord> words = clip.words();
    short[] samples = clip.samples();
    for (int from = 0; from < words.size(); from++) {
      if (words.get(from).punctuation()) {
        continue;
      }
      boolean begins = from == 0 || words.get(from - 1).punctuation();
      int spoken = 0;
      StringBuilder text = new StringBuilder();
      for (int i = from; i < words.size(); i++) {
        text.append(words.get(i).content());
        spoken += words.get(i).punctuation() ? 0 : 1;
        boolean ends = i + 1 == words.size() || words.get(i + 1).punctuation();
        if (!words.get(i).punctuation() && ((begins && ends) || spoken >= FEWEST_WORDS)) {
          double start = words.get(from).startSeconds() - (begins ? LEAD_SECONDS : 0);
          double end = words.get(i).endSeconds() + (ends ? TAIL_SECONDS : 0);
          var run = new Run(samples, start, end);
          sounds.putIfAbsent(normalise(text.toString()), run);
        }
      }
    }
  }

  /** The text's sound, when it is made of known clauses from its beginning to its end. */
  Optional<short[]> find(String text) {
    String rest = normalise(text);
    List<short[]> parts = new ArrayList<>();
    while (!rest.isEmpty()) {
      int length = rest.length();
      while (length > 0 && !sounds.containsKey(rest.substring(0, length))) {
        length--;
      }
      Run part = sounds.get(rest.substring(0, length));
      if (part == null) {
        return Optional.empty();
      }
      parts.add(part.cut());
      rest = rest.substring(length);
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(join(parts));
  }

  /** Only letters and digits, in lower case and one width. */
  private static String normalise(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}ー]", "");
  }

  private static short[] slice(short[] samples, double start, double end) {
    int from = Math.clamp(Math.round(start * Clip.SAMPLE_RATE_HZ), 0, samples.length);
    int to = Math.clamp(Math.round(end * Clip.SAMPLE_RATE_HZ), from, samples.length);
    return Arrays.copyOfRange(samples, from, to);
  }

  private static short[] join(List<short[]> parts) {
    int length = parts.stream().mapToInt(part -> part.length).sum() + PAUSE * (parts.size() - 1);
    short[] all = new short[length];
    int at = 0;
    for (short[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length + PAUSE;
    }
    return all;
  }
}
