package io.echosphere.simulator.hearing;

import java.util.List;
import java.util.Set;

/**
 * Listens to one Transcribe stream and tells the words whose audio really arrived. Used by one
 * thread at a time; reads no clock: time is the audio's.
 */
public final class Hearing {
  private long samplesHeard;

  private Hearing() {}

  /**
   * Opens an ear for one stream.
   *
   * @param clips what it can recognise: the caller's clips
   * @param settings times and thresholds
   * @param languages BCP 47 tags asked for, not empty; clips of others come out garbled
   * @param sampleRateHz the rate the stream claims, 8000 to 48000
   * @param unknownSpeech what stands in for speech that no clip explains
   */
  public static Hearing open(
      ClipLibrary clips,
      HearingSettings settings,
      Set<String> languages,
      int sampleRateHz,
      ScriptedLines unknownSpeech) {
    return new Hearing();
  }

  /**
   * Takes the next samples.
   *
   * @param samples PCM at the stream's rate; not kept
   * @param length how many of them count, 0 to {@code samples.length}
   * @return results that fall due at this point of audio time, in order
   */
  public List<HearingResult> hear(short[] samples, int length) {
    samplesHeard += length;
    return List.of();
  }

  /** Ends the stream and returns what is left to say: finals, in order. */
  public List<HearingResult> finish() {
    return List.of();
  }

  /** How many samples arrived so far, at the stream's rate. */
  public long samplesHeard() {
    return samplesHeard;
  }
}
