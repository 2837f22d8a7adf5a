package io.echosphere.simulator.hearing;

import java.util.List;

/**
 * A bundled recording of one line, 16 kHz mono 16-bit. Immutable.
 *
 * <p>It is a class, not a record, so that nobody gets hold of the samples without a copy.
 */
public final class Clip {
  /** Samples a second of every clip. */
  public static final int SAMPLE_RATE_HZ = 16_000;

  private final String id;
  private final String language;
  private final String text;
  private final List<HeardWord> words;
  private final short[] samples;

  Clip(String id, String language, String text, List<HeardWord> words, short[] samples) {
    this.id = id;
    this.language = language;
    this.text = text;
    this.words = List.copyOf(words);
    this.samples = samples.clone();
  }

  /** Its name, also the name of its file without the suffix. */
  public String id() {
    return id;
  }

  /** BCP 47 tag of what is said. */
  public String language() {
    return language;
  }

  /** What is said, as a transcript writes it; empty for noises. */
  public String text() {
    return text;
  }

  /** Words and punctuation with their times in seconds since the clip's first sample. */
  public List<HeardWord> words() {
    return words;
  }

  /** A copy of its PCM, 16 kHz. */
  public short[] samples() {
    return samples.clone();
  }

  /** How long it is, seconds. */
  public double seconds() {
    return (double) samples.length / SAMPLE_RATE_HZ;
  }
}
