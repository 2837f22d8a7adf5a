package io.echosphere.simulator.hearing;

import io.echosphere.simulator.audio.Resampler;
import java.util.List;

/**
 * Recognises audio that was sent at another rate than it was announced with: it is a known clip
 * once it is played at the right speed. Runs once for an utterance that nothing else explains.
 */
final class WrongRate {
  /** How much of an utterance is looked at, 6 s: enough for several words at a third of speed. */
  static final int SAMPLES = 6 * Clip.SAMPLE_RATE_HZ;

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
      short[] righted = Resampler.convert(audio, rate[0], rate[1]);
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
