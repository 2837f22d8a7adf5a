package io.echosphere.simulator.hearing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What was said between two silences: the alignment and what was told of it. Owned by its {@code
 * Hearing}; times are seconds since the stream began.
 */
final class Utterance {
  /** After this much silence what no clip explains is unknown, and the script has its turn. */
  private static final double PAUSE_SECONDS = 0.3;

  private final Templates templates;
  private final HearingSettings settings;
  private final Set<String> languages;
  private final ScriptedLines scripted;

  /** Language of what cannot be understood. */
  private final String fallback;

  private final Aligner aligner;
  private final WordFinder finder;

  /** The utterance's first seconds at 16 kHz, to be looked at again at other rates. */
  private final short[] audio = new short[WrongRate.SAMPLES];

  private int recorded;
  private double start;
  private double lastSound;
  private double voicedSeconds;

  /** Up to here nothing is left to tell: it was told in a final or given up as unknown. */
  private double closedUntil;

  /** Up to here sound without words has been looked into. */
  private double explainedUntil;

  /** Words that were told as stable, so they stay. */
  private final List<FoundWord> stable = new ArrayList<>();

  private String resultId = "";
  private Draft draft;

  Utterance(
      Templates templates,
      HearingSettings settings,
      Set<String> languages,
      ScriptedLines scripted) {
    this.templates = templates;
    this.settings = settings;
    this.languages = languages;
    this.scripted = scripted;
    fallback = languages.iterator().next();
    aligner = new Aligner(templates, settings.matching());
    finder = new WordFinder(templates, settings.matching());
    draft = Draft.empty(fallback);
  }

  /** Begins anew at a time. */
  void begin(double seconds) {
    aligner.clear();
    recorded = 0;
    start = seconds;
    lastSound = seconds;
    voicedSeconds = 0;
    closedUntil = seconds - 1; // the first word's onset may have been too soft to begin with
    explainedUntil = seconds;
    beginResult();
  }

  private void beginResult() {
    stable.clear();
    resultId = UUID.randomUUID().toString();
    draft = Draft.empty(fallback);
  }

  /** Takes the frame that the reader stands at. */
  void take(FrameReader frame, boolean sounds) {
    aligner.take(sounds ? frame.shape() : new float[0]);
    if (sounds) {
      lastSound = frame.startSeconds() + Frames.HOP_SECONDS;
      voicedSeconds += frame.voiced() ? Frames.HOP_SECONDS : 0;
    }
    if (recorded + Frames.HOP <= audio.length) {
      frame.copyHop(audio, recorded);
      recorded += Frames.HOP;
    }
  }

  /** How long there has been no sound. */
  double silence(double now) {
    return now - lastSound;
  }

  /** How long it has been going on. */
  double length(double now) {
    return now - start;
  }

  /** What is new at a point of audio time. */
  List<HearingResult> tick(double now) {
    List<HearingResult> results = new ArrayList<>();
    boolean changed =
        tellWords(now - seconds(settings.wordLag()), now - seconds(settings.stableLag()), results);
    if (draft.isEmpty() && silence(now) >= PAUSE_SECONDS && words(now).isEmpty()) {
      changed |= tellUnknown();
    }
    if (changed) {
      results.add(draft.partial(resultId));
    }
    return results;
  }

  /** Everything there is left to tell, as finals. */
  List<HearingResult> end(double now) {
    List<HearingResult> results = new ArrayList<>();
    tellWords(now, now, results);
    if (draft.isEmpty()) {
      tellUnknown();
    }
    close(results);
    return results;
  }

  private void close(List<HearingResult> results) {
    if (!draft.isEmpty()) {
      results.add(draft.last(resultId, settings.finalDelay()));
    }
    beginResult();
  }

  /**
   * Brings the draft up to date with the words that ended by then. A change of language closes it.
   *
   * @return whether the draft is another than before
   */
  private boolean tellWords(double until, double stableUntil, List<HearingResult> results) {
    List<FoundWord> words = words(until);
    if (words.isEmpty()) {
      return false;
    }
    if (draft.origin() != Draft.Origin.CLIPS) {
      close(results); // known words after a stretch that had to be made up
    }
    Draft before = draft;
    while (true) {
      String spoken = words.getFirst().clip().language();
      List<FoundWord> same =
          words.stream().takeWhile(w -> w.clip().language().equals(spoken)).toList();
      List<HeardWord> items = Items.of(same, languages, fallback, stableUntil);
      draft = new Draft(languages.contains(spoken) ? spoken : fallback, items, Draft.Origin.CLIPS);
      stable.clear();
      same.stream().takeWhile(word -> word.end() <= stableUntil).forEach(stable::add);
      if (same.size() == words.size()) {
        return !draft.equals(before);
      }
      words = words.subList(same.size(), words.size());
      closedUntil = same.getLast().end();
      close(results);
    }
  }

  private List<FoundWord> words(double until) {
    List<FoundWord> words = new ArrayList<>(stable);
    for (FoundWord word : finder.find(aligner)) {
      FoundWord placed = word.shifted(start);
      if (placed.end() <= until && isNew(placed)) {
        words.add(placed);
      }
    }
    return words;
  }

  /** Whether a word comes after those that stay: later sound may move them a little. */
  private boolean isNew(FoundWord word) {
    double from = stable.isEmpty() ? closedUntil : stable.getLast().end();
    boolean continues = !stable.isEmpty() && word.continues(stable.getLast());
    // a frame of play: one word's end and the next one's start are rounded apart
    return continues || word.start() >= from - Frames.HOP_SECONDS;
  }

  /** Looks for a reason of sound without words, once for each stretch of it. */
  private boolean tellUnknown() {
    double enough = seconds(settings.unknownSpeech());
    if (lastSound <= explainedUntil || lastSound - start < enough) {
      return false;
    }
    explainedUntil = lastSound;
    if (WrongRate.explains(templates, settings.matching(), Arrays.copyOf(audio, recorded))) {
      List<HeardWord> nonsense = Nonsense.spread(fallback, start, lastSound);
      draft = new Draft(fallback, nonsense, Draft.Origin.GARBLED);
    } else if (voicedSeconds >= enough) {
      Optional<ScriptedLines.Line> line = scripted.next(languages);
      line.ifPresent(
          next ->
              draft =
                  new Draft(
                      next.language(),
                      Items.spread(next.text(), next.language(), start, lastSound),
                      Draft.Origin.SCRIPT));
    }
    if (draft.isEmpty()) {
      return false;
    }
    closedUntil = lastSound;
    return true;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
