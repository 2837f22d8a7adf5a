package io.echosphere.simulator.voice;

import io.echosphere.simulator.hearing.Clip;

/**
 * A sound like a voice for texts that nothing can speak: a buzz with a falling pitch through the
 * formants of a vowel for each syllable, as long as the text would take. Keeps no state.
 */
final class VoicedSound {
  private static final int RATE = Clip.SAMPLE_RATE_HZ;

  /** 7 morae a second in Japanese, 14 characters a second in English. */
  private static final double MORA_SECONDS = 1 / 7.0;

  private static final double CHARACTER_SECONDS = 1 / 14.0;

  /** A kanji is read with nearly two morae on average. */
  private static final double MORAE_OF_KANJI = 1.8;

  private static final double SYLLABLE_SECONDS = 0.16;
  private static final double SHORTEST_SECONDS = 0.3;
  private static final double LONGEST_SECONDS = 60;

  /** First three formants of a, i, u, e and o, Hz. */
  private static final double[][] VOWELS = {
    {850, 1_300, 2_700},
    {320, 2_500, 3_200},
    {380, 1_400, 2_500},
    {520, 2_100, 2_800},
    {520, 900, 2_600}
  };

  private static final double BANDWIDTH_HZ = 90;
  private static final double PITCH_HZ = 210;
  private static final double PEAK = 12_000;

  private VoicedSound() {}

  /** The sound at 16 kHz, 0.3 s at least. */
  static short[] of(String text, String language) {
    double seconds = Math.clamp(seconds(text, language), SHORTEST_SECONDS, LONGEST_SECONDS);
    double[] sound = new double[(int) (seconds * RATE)];
    int syllable = (int) (SYLLABLE_SECONDS * RATE);
    double phase = 0;
    double loudest = 1e-9;
    double[][] memory = new double[3][2];
    for (int i = 0; i < sound.length; i++) {
      double through = (double) i / sound.length;
      double hz = PITCH_HZ * (1.1 - 0.3 * through) + 4 * Math.sin(2 * Math.PI * 5.0 * i / RATE);
      phase += hz / RATE;
      double pulse = 0;
      if (phase >= 1) {
        phase -= 1;
        pulse = 1;
      }
      double[] formants = VOWELS[vowel(text, i / syllable)];
      double sample = 0;
      for (int f = 0; f < formants.length; f++) {
        sample += resonate(memory[f], pulse, formants[f]) / (1 + f);
      }
      double beat = Math.sin(Math.PI * (i % syllable) / syllable);
      double edge = Math.min(1, 40 * Math.min(through, 1 - through));
      sound[i] = sample * (0.15 + 0.85 * beat) * edge;
      loudest = Math.max(loudest, Math.abs(sound[i]));
    }
    short[] out = new short[sound.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (short) (sound[i] / loudest * PEAK);
    }
    return out;
  }

  private static double resonate(double[] memory, double input, double hz) {
    double radius = Math.exp(-Math.PI * BANDWIDTH_HZ / RATE);
    double output =
        input
            + 2 * radius * Math.cos(2 * Math.PI * hz / RATE) * memory[0]
            - radius * radius * memory[1];
    memory[1] = memory[0];
    memory[0] = output;
    return output;
  }

  private static int vowel(String text, int syllable) {
    int character = text.isEmpty() ? 0 : text.charAt(2 * syllable % text.length());
    return Math.floorMod(character * 31 + syllable, VOWELS.length);
  }

  private static double seconds(String text, String language) {
    if (!language.startsWith("ja")) {
      return text.strip().length() * CHARACTER_SECONDS;
    }
    double morae = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (Character.UnicodeScript.of(character) == Character.UnicodeScript.HAN) {
        morae += MORAE_OF_KANJI;
      } else if ("ゃゅょャュョぁぃぅぇぉァィゥェォ".indexOf(character) < 0 && !Character.isWhitespace(character)) {
        morae += 1; // a punctuation mark is a pause of about a mora
      }
    }
    return morae * MORA_SECONDS;
  }
}
