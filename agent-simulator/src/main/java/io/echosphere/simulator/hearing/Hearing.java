package io.echosphere.simulator.hearing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Listens to one Transcribe stream and tells the words whose audio really arrived. Used by one
 * thread at a time; reads no clock: time is the audio's.
 *
 * <p>Audio is compared with the caller's clips by the shape of its spectrum, so level, coding,
 * noise suppression and a stretching jitter buffer do no harm, while a word that was cut, dropped
 * or sent twice is missing or there twice. A clip of a language that was not asked for, or sent at
 * another rate than announced, comes out as nonsense. Speech that no clip explains yields the
 * script's line.
 */
public final class Hearing {
  /** An utterance that goes on longer is told at its next pause, and at the latest here. */
  private static final double LONG_SECONDS = 20;

  private static final double LONGEST_SECONDS = 30;
  private static final double PAUSE_SECONDS = 0.1;

  private final HearingSettings settings;
  private final FrameReader reader;
  private final LoudnessGate gate = new LoudnessGate();
  private final Utterance utterance;
  private State state = State.SILENT;
  private double nextTick;
  private long samplesHeard;

  private enum State {
    SILENT,
    SPEAKING,
    FINISHED
  }

  private Hearing(
      ClipLibrary clips,
      HearingSettings settings,
      Set<String> languages,
      int sampleRateHz,
      ScriptedLines unknownSpeech) {
    this.settings = settings;
    Templates templates = clips.templates();
    reader = new FrameReader(sampleRateHz, templates.average());
    utterance = new Utterance(templates, settings, languages, unknownSpeech);
  }

  /**
   * Opens an ear for one stream.
   *
   * @param clips what it can recognise: the caller's clips
   * @param settings times and thresholds
   * @param languages BCP 47 tags asked for, not empty; clips of others come out garbled, in the
   *     first of these
   * @param sampleRateHz the rate the stream claims, 8000 to 48000
   * @param unknownSpeech what stands in for speech that no clip explains
   * @throws IllegalArgumentException when there is no language or the rate is out of its range
   */
  public static Hearing open(
      ClipLibrary clips,
      HearingSettings settings,
      Set<String> languages,
      int sampleRateHz,
      ScriptedLines unknownSpeech) {
    if (languages.isEmpty()) {
      throw new IllegalArgumentException("no language: name at least one");
    }
    if (sampleRateHz < 8_000 || sampleRateHz > 48_000) {
      throw new IllegalArgumentException(
          "sample rate %d: use 8000 to 48000".formatted(sampleRateHz));
    }
    return new Hearing(
        clips, settings, new LinkedHashSet<>(languages), sampleRateHz, unknownSpeech);
  }

  /**
   * Takes the next samples.
   *
   * @param samples PCM at the stream's rate; not kept
   * @param length how many of them count, 0 to {@code samples.length}
   * @return results that fall due at this point of audio time, in order
   * @throws IllegalStateException after {@link #finish}
   */
  public List<HearingResult> hear(short[] samples, int length) {
    if (state == State.FINISHED) {
      throw new IllegalStateException("the stream has ended: open another ear");
    }
    samplesHeard += length;
    reader.add(samples, length);
    List<HearingResult> results = new ArrayList<>();
    while (reader.next()) {
      takeFrame(results);
    }
    return results;
  }

  /** Ends the stream and returns what is left to say: finals, in order. Again: nothing. */
  public List<HearingResult> finish() {
    List<HearingResult> results = new ArrayList<>();
    if (state != State.FINISHED) {
      short[] rest = new short[Spectrum.WINDOW * 3]; // completes the last windows at any rate
      reader.add(rest, rest.length);
      while (reader.next()) {
        takeFrame(results);
      }
      results.removeIf(HearingResult::partial);
    }
    if (state == State.SPEAKING) {
      results.addAll(utterance.end(now()));
    }
    state = State.FINISHED;
    return results;
  }

  /** How many samples arrived so far, at the stream's rate. */
  public long samplesHeard() {
    return samplesHeard;
  }

  private void takeFrame(List<HearingResult> results) {
    boolean sounds = gate.sounds(reader.level());
    if (state == State.SILENT && sounds) {
      state = State.SPEAKING;
      utterance.begin(reader.startSeconds());
    }
    double now = now();
    boolean due = now >= nextTick;
    if (due) {
      nextTick += settings.partialInterval().toNanos() / 1e9;
    }
    if (state != State.SPEAKING) {
      return;
    }
    utterance.take(reader, sounds);
    if (isOver(now)) {
      state = State.SILENT;
      results.addAll(utterance.end(now));
    } else if (due) {
      results.addAll(utterance.tick(now));
    }
  }

  private boolean isOver(double now) {
    double silence = utterance.silence(now);
    double length = utterance.length(now);
    return silence >= settings.finalSilence().toNanos() / 1e9
        || length >= LONGEST_SECONDS
        || (length >= LONG_SECONDS && silence >= PAUSE_SECONDS);
  }

  /** The end of the frame being looked at, seconds since the stream began. */
  private double now() {
    return reader.startSeconds() + (double) Spectrum.WINDOW / Clip.SAMPLE_RATE_HZ;
  }
}
