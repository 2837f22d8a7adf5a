package io.echosphere.simulator.corpus;

import io.echosphere.simulator.audio.WavFile;
import io.echosphere.simulator.hearing.HeardWord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One labelled sound of the corpus.
 *
 * @param id names it, also its file
 * @param language BCP 47 tag of the call it belongs to
 * @param voice who speaks; empty for sounds
 * @param text what is said, as a transcript writes it; for sounds their name; for echo nothing
 * @param words words and marks with their times in seconds since the first sample
 * @param pauses the labelled pauses inside it, in order
 * @param voiceStart when the voice begins, seconds
 * @param voiceEnd when the voice ends, seconds; the turn is over then, and no earlier
 * @param echo how the agent comes back; {@link Echo#NONE} unless it is an echo
 * @param file its WAV file; for an echo there is none
 */
public record CorpusClip(
    String id,
    String language,
    Split split,
    Kind kind,
    String voice,
    String text,
    List<HeardWord> words,
    List<Pause> pauses,
    double voiceStart,
    double voiceEnd,
    Echo echo,
    Path file) {

  public CorpusClip {
    words = List.copyOf(words);
    pauses = List.copyOf(pauses);
  }

  /**
   * Silence of the voice inside a turn, as it sounds.
   *
   * @param start when the voice stops, seconds since the first sample
   * @param end when it goes on
   */
  public record Pause(double start, double end) {}

  /**
   * The way from the agent's loudspeaker into the caller's microphone.
   *
   * @param delayMillis how late
   * @param decibels how much louder than played; negative
   */
  public record Echo(int delayMillis, double decibels) {
    /** No way at all. */
    public static final Echo NONE = new Echo(0, Double.NEGATIVE_INFINITY);

    /** What it multiplies samples by. */
    public double gain() {
      return Levels.ratio(decibels);
    }
  }

  /** Its PCM at 16 kHz; empty for an echo. Reads the file each time. */
  public short[] samples() {
    if (kind == Kind.ECHO) {
      return new short[0];
    }
    try {
      return WavFile.parse(Files.readAllBytes(file)).samples();
    } catch (IOException e) {
      throw new UncheckedIOException("the corpus lacks " + file + ": remove its folder", e);
    }
  }
}
