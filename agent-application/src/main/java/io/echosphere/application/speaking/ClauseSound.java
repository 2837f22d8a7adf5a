package io.echosphere.application.speaking;

import io.echosphere.domain.speech.Language;

/**
 * One clause's sound on its way from the voice to the mouth: padding cut, ends faded, loudness
 * levelled. Owned by the reply's thread.
 */
final class ClauseSound {
  private final SilenceTrimmer trimmer = new SilenceTrimmer();
  private final Leveller leveller;

  ClauseSound(Loudness loudness, Language language) {
    leveller = new Leveller(loudness, language);
  }

  /** What of the next samples can be played now; the argument is left as it is. */
  short[] accept(short[] samples) {
    short[] trimmed = trimmer.accept(samples);
    leveller.level(trimmed);
    return trimmed;
  }

  /** The end of the clause. Last call. */
  short[] finish() {
    short[] rest = trimmer.finish();
    leveller.level(rest);
    leveller.finish();
    return rest;
  }
}
