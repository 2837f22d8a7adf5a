package io.echosphere.simulator.hearing;

/** Tells sound from silence above a floor that follows the background. Used by one thread. */
final class LoudnessGate {
  /** Below this nothing counts, dB of full scale: softest phonemes of a clip sent 6 dB too soft. */
  private static final double SOFTEST = -58;

  private static final double ABOVE_FLOOR = 10;
  private static final double QUIETEST_FLOOR = -75;

  /** 2 dB a second: a steady noise that begins is forgotten in some seconds, a sentence is not. */
  private static final double RISE_PER_FRAME = 2 * Frames.HOP_SECONDS;

  private double floor = SOFTEST;

  /** Takes the next frame's level and says whether it is sound. */
  boolean sounds(double level) {
    floor = Math.max(QUIETEST_FLOOR, Math.min(level, floor + RISE_PER_FRAME));
    return level > Math.max(SOFTEST, floor + ABOVE_FLOOR);
  }
}
