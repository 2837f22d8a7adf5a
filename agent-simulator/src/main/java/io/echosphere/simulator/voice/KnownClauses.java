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
 * The agent's clips, findable by any run of their clauses, because who asks may cut a reply at
 * commas or not at all. Immutable.
 */
final class KnownClauses {
  private static final double LEAD_SECONDS = 0.02;
  private static final double TAIL_SECONDS = 0.04;

  /** Between sentences that are asked for in one piece. */
  private static final int PAUSE = Clip.SAMPLE_RATE_HZ / 4;

  private final Map<String, short[]> sounds = new HashMap<>();

  KnownClauses(List<Clip> clips) {
    clips.forEach(this::learn);
  }

  private void learn(Clip clip) {
    List<HeardWord> words = clip.words();
    List<Integer> beginnings = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (!words.get(i).punctuation() && (i == 0 || words.get(i - 1).punctuation())) {
        beginnings.add(i);
      }
    }
    short[] samples = clip.samples();
    for (int from : beginnings) {
      StringBuilder text = new StringBuilder();
      for (int i = from; i < words.size(); i++) {
        text.append(words.get(i).content());
        boolean last = i + 1 == words.size();
        if (!words.get(i).punctuation() && (last || words.get(i + 1).punctuation())) {
          double start = words.get(from).startSeconds() - LEAD_SECONDS;
          double end = words.get(i).endSeconds() + TAIL_SECONDS;
          sounds.putIfAbsent(normalise(text.toString()), slice(samples, start, end));
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
      short[] part = sounds.get(rest.substring(0, length));
      if (part == null) {
        return Optional.empty();
      }
      parts.add(part);
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
