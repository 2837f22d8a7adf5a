package io.echosphere.simulator.hearing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** One stream from its first sample to its end. */
final class Listening {
  static final ClipLibrary CLIPS = ClipLibrary.load();
  static final Set<String> BOTH = Set.of("ja-JP", "en-US");
  static final ScriptedLines.Line LINE = new ScriptedLines.Line("en-US", "This is the script.");

  /** A result and how much audio, in seconds, had been sent when it came. */
  record Told(double at, HearingResult result) {}

  private final List<Told> told = new ArrayList<>();

  private Listening() {}

  /** Sends a sound in chunks of 20 ms, a second of silence behind it, and ends the stream. */
  static Listening to(short[] sound) {
    return to(sound, BOTH, Clip.SAMPLE_RATE_HZ);
  }

  static Listening to(short[] sound, Set<String> languages, int rate) {
    return to(sound, languages, rate, HearingSettings.defaults());
  }

  static Listening to(short[] sound, Set<String> languages, int rate, HearingSettings settings) {
    Hearing hearing =
        Hearing.open(CLIPS, settings, languages, rate, ScriptedLines.cycling(List.of(LINE)));
    Listening listening = new Listening();
    short[] all = Arrays.copyOf(sound, sound.length + rate);
    int chunk = rate / 50;
    for (int at = 0; at < all.length; at += chunk) {
      short[] part = Arrays.copyOfRange(all, at, Math.min(all.length, at + chunk));
      listening.add(at + part.length, rate, hearing.hear(part, part.length));
    }
    listening.add(all.length, rate, hearing.finish());
    return listening;
  }

  static short[] clip(String id) {
    return CLIPS.clip(id).samples();
  }

  private void add(int samples, int rate, List<HearingResult> results) {
    results.forEach(result -> told.add(new Told((double) samples / rate, result)));
  }

  List<Told> told() {
    return told;
  }

  List<HearingResult> results() {
    return told.stream().map(Told::result).toList();
  }

  List<HearingResult> partials() {
    return results().stream().filter(HearingResult::partial).toList();
  }

  List<HearingResult> finals() {
    return results().stream().filter(result -> !result.partial()).toList();
  }

  List<HeardWord> items() {
    return finals().stream().flatMap(result -> result.items().stream()).toList();
  }

  /** The words of all finals, without punctuation. */
  List<String> words() {
    return items().stream().filter(w -> !w.punctuation()).map(HeardWord::content).toList();
  }

  String text() {
    return String.join("|", finals().stream().map(HearingResult::text).toList());
  }

  static List<String> wordsOf(String id) {
    return CLIPS.clip(id).words().stream()
        .filter(word -> !word.punctuation())
        .map(HeardWord::content)
        .toList();
  }
}
