package io.echosphere.simulator.hearing;

import io.echosphere.simulator.audio.Resampler;
import java.util.Arrays;
import java.util.List;

/**
 * Recognises audio that was sent at another rate than it was announced with: it is a known clip
 * once it is played at the right speed. Runs once for an utterance that nothing else explains.
 */
final class WrongRate {
  /** How much of an utterance is kept for it, 6 s: enough for words at a third of their speed. */
  static final int SAMPLES = 6 * Clip.SAMPLE_RATE_HZ;

  /** How much is looked at once its rate is right: holds two words and costs little time. */
  private static final double LOOK_SECONDS = 2.5;

  private static final double SILENT_DB = -58;
  private static final int WORDS = 2;

  /** Usual mistakes as real to announced rate: 48/16, 44.1/16, 32/16, 24/16 and the other way. */
  private static final int[][] RATES = {
    {48_000, 16_000},
    {44_100, 16_000},
    {2, 1},
    {3, 2},
    {1, 2},
    {2, 3},
    {1, 3}
  };

  private WrongRate() {}

  /** Whether known words are in audio at 16 kHz once its rate is put right. */
  static boolean explains(Templates templates, MatchSettings settings, short[] audio) {
    for (int[] rate : RATES) {
      int enough =
          (int) Math.min(audio.length, LOOK_SECONDS * Clip.SAMPLE_RATE_HZ * rate[0] / rate[1]);
      short[] righted = Resampler.convert(Arrays.copyOf(audio, enough), rate[0], rate[1]);
      if (words(templates, settings, righted).size() >= WORDS) {
        return true;
      }
    }
    return false;
  }

  private static List<FoundWord> words(Templates templates, MatchSettings settings, short[] audio) {
    FrameReader reader = new FrameReader(Clip.SAMPLE_RATE_HZ, templates.average());
    Aligner aligner = new Aligner(templates, settings);
    reader.add(audio, audio.length);
    while (reader.next()) {
      aligner.take(reader.level() > SILENT_DB ? reader.shape() : new float[0]);
    }
    return new WordFinder(templates, settings).find(aligner);
  }
}
