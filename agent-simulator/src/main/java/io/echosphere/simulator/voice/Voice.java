package io.echosphere.simulator.voice;

import io.echosphere.simulator.audio.Resampler;
import io.echosphere.simulator.hearing.Clip;
import io.echosphere.simulator.hearing.ClipLibrary;
import java.util.Map;
import java.util.Optional;

/**
 * Speaks: by bundled clips when the text is made of known clauses, else by a synthesizer of this
 * machine, else by a voiced sound of natural length. Never silence. Safe for use by many threads.
 */
public final class Voice {
  private final KnownClauses clauses;
  private final Optional<CommandSynthesizer> japanese;
  private final Optional<CommandSynthesizer> other;

  private Voice(
      KnownClauses clauses,
      Optional<CommandSynthesizer> japanese,
      Optional<CommandSynthesizer> other) {
    this.clauses = clauses;
    this.japanese = japanese;
    this.other = other;
  }

  /**
   * Loads the bundled clips and looks for synthesizers on this machine: {@code espeak-ng}, and
   * {@code open_jtalk} with a voice at {@code OPEN_JTALK_VOICE} or below {@code
   * /usr/share/hts-voice}.
   */
  public static Voice load() {
    return of(ClipLibrary.load());
  }

  /** As {@link #load}, with clips that are loaded already. */
  public static Voice of(ClipLibrary clips) {
    Map<String, String> environment = System.getenv();
    return new Voice(
        new KnownClauses(clips.agentClips()),
        CommandSynthesizer.openJtalk(environment),
        CommandSynthesizer.espeak(environment));
  }

  /** A voice that uses no synthesizer of this machine, so that it sounds the same on all. */
  public static Voice withoutSynthesizers(ClipLibrary clips) {
    return new Voice(new KnownClauses(clips.agentClips()), Optional.empty(), Optional.empty());
  }

  /**
   * Speaks a text. A synthesizer's run takes some 100 ms and blocks; it is given up after 10 s.
   *
   * @param text what to say; a blank text gives a short sound
   * @param language BCP 47 tag; Japanese for {@code ja…}, else English
   * @param sampleRateHz 8000 to 48000
   * @return PCM, mono
   */
  public short[] speak(String text, String language, int sampleRateHz) {
    short[] speech =
        clauses
            .find(text)
            .or(() -> synthesizer(language).flatMap(command -> command.speak(text)))
            .filter(Voice::isAudible)
            .orElseGet(() -> VoicedSound.of(text, language));
    return Resampler.convert(speech, Clip.SAMPLE_RATE_HZ, sampleRateHz);
  }

  private Optional<CommandSynthesizer> synthesizer(String language) {
    return language.startsWith("ja") ? japanese : other;
  }

  private static boolean isAudible(short[] speech) {
    int loudest = 0;
    for (short sample : speech) {
      loudest = Math.max(loudest, Math.abs(sample));
    }
    return loudest > 500;
  }
}
