package io.echosphere.application.speaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.echosphere.domain.speech.Language;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LevellerTest {
  private final Loudness loudness = new Loudness();

  /** The English voice is 12 dB softer than the Japanese one; a caller would reach for the knob. */
  @Test
  void twoVoicesOfDifferentLoudnessSoundAlikeOnceBothHaveSpoken() {
    short[] loud = Clips.scaled(Clips.japanese(), 1.3);
    short[] soft = Clips.scaled(Clips.english(), 0.35);
    assertThat(Clips.level(loud) - Clips.level(soft)).isGreaterThan(12);
    level(loud, Language.JAPANESE);
    level(soft, Language.ENGLISH);

    double japanese = Clips.level(level(loud, Language.JAPANESE));
    double english = Clips.level(level(soft, Language.ENGLISH));

    assertThat(japanese).isCloseTo(-20, within(1.0));
    assertThat(english).isCloseTo(japanese, within(1.5));
  }

  @Test
  void aVoiceIsLevelledWithinItsVeryFirstClause() {
    double before = Clips.level(Clips.scaled(Clips.english(), 0.4));

    double after = Clips.level(level(Clips.scaled(Clips.english(), 0.4), Language.ENGLISH));

    assertThat(before).isLessThan(-27);
    assertThat(after).isGreaterThan(-23);
  }

  /** Pumping is a gain that follows the words: here it moves less than one decibel in a clause. */
  @Test
  void theGainStaysPutWithinAClauseOfAVoiceThatIsKnown() {
    short[] clause = Clips.japanese();
    level(clause, Language.JAPANESE);

    short[] levelled = level(clause, Language.JAPANESE);

    double least = Double.MAX_VALUE;
    double most = 0;
    for (int i = 0; i < clause.length; i++) {
      if (Math.abs(clause[i]) > 3_000 && Math.abs(levelled[i]) < 20_000) {
        double gain = (double) levelled[i] / clause[i];
        least = Math.min(least, gain);
        most = Math.max(most, gain);
      }
    }
    assertThat(20 * Math.log10(most / least)).isLessThan(1.0);
  }

  @Test
  void thePauseBetweenWordsIsNotTurnedUp() {
    short[] hiss = new short[16_000];
    for (int i = 0; i < hiss.length; i++) {
      hiss[i] = (short) (i % 2 == 0 ? 100 : -100);
    }

    assertThat(level(hiss, Language.JAPANESE)).isEqualTo(hiss);
    assertThat(loudness.of(Language.JAPANESE)).isEmpty();
  }

  @Test
  void aVeryLoudOrVerySoftVoiceIsMovedByNineDecibelsAtMost() {
    short[] soft = Clips.scaled(Clips.japanese(), 0.1);
    short[] loud = Clips.scaled(Clips.english(), 6);
    level(soft, Language.JAPANESE);
    level(loud, Language.ENGLISH);

    assertThat(Clips.level(level(soft, Language.JAPANESE)) - Clips.level(soft)).isBetween(8.0, 9.1);
    assertThat(Clips.level(level(loud, Language.ENGLISH)) - Clips.level(loud))
        .isBetween(-9.2, -5.0);
  }

  @Property(tries = 50)
  void noSampleLeavesItsRangeOrItsSide(@ForAll @DoubleRange(min = 0.02, max = 8) double factor) {
    short[] sound = Clips.scaled(Clips.japanese(), factor);

    short[] levelled = level(sound, Language.JAPANESE);

    for (int i = 0; i < sound.length; i++) {
      assertThat(levelled[i] * sound[i]).isNotNegative();
      assertThat(Math.abs(levelled[i])).isLessThanOrEqualTo(Short.MAX_VALUE);
      assertThat(Math.abs((double) levelled[i]))
          .isLessThanOrEqualTo(Math.abs(sound[i]) * Leveller.MOST_GAIN + 1);
    }
  }

  @Property(tries = 50)
  void theResultOfAKnownVoiceDoesNotDependOnHowTheSoundArrives(
      @ForAll @IntRange(min = 1, max = 5_000) int chunk) {
    short[] sound = Clips.english();
    var known = new Loudness();
    known.learn(Language.ENGLISH, new Loudness.Level(1_000.0 * 1_000, 100));
    var whole = new Leveller(known, Language.ENGLISH);
    var pieces = new Leveller(known, Language.ENGLISH);
    short[] expected = sound.clone();
    whole.level(expected);

    short[] levelled = new short[0];
    for (int at = 0; at < sound.length; at += chunk) {
      short[] piece = Arrays.copyOfRange(sound, at, Math.min(sound.length, at + chunk));
      pieces.level(piece);
      levelled = join(levelled, piece);
    }

    assertThat(levelled).isEqualTo(expected);
  }

  private short[] level(short[] sound, Language language) {
    var leveller = new Leveller(loudness, language);
    short[] levelled = sound.clone();
    leveller.level(levelled);
    leveller.finish();
    return levelled;
  }

  private static short[] join(short[] a, short[] b) {
    short[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }
}
