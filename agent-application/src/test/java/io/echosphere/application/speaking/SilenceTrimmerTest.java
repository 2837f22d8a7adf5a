package io.echosphere.application.speaking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SilenceTrimmerTest {
  private static final int FADE = SilenceTrimmer.FADE;
  private static final int LEAD = 80;

  @Test
  void paddingBeforeAndAfterIsCutAndPausesInsideAreKept() {
    short[] clause =
        concat(silence(5_000), voice(1_000), silence(3_000), voice(500), silence(9_000));

    short[] trimmed = trimmed(clause, clause.length);

    assertThat(trimmed).hasSize(LEAD + 1_000 + 3_000 + 500 + FADE);
    assertThat(Arrays.copyOfRange(trimmed, LEAD, LEAD + 1_000)).containsOnly((short) 5_000);
  }

  @Property(tries = 200)
  void theResultDoesNotDependOnHowTheSoundArrives(
      @ForAll @IntRange(min = 1, max = 3_000) int chunk) {
    short[] clause = concat(silence(2_000), voice(1_000), silence(700), voice(500), silence(900));

    assertThat(trimmed(clause, chunk)).isEqualTo(trimmed(clause, clause.length));
  }

  @Test
  void aSilentClauseYieldsNothing() {
    assertThat(trimmed(silence(16_000), 16_000)).isEmpty();
    assertThat(trimmed(silence(0), 1)).isEmpty();
  }

  /** The voice begins and ends at full loudness, as if cut with scissors: that would be a click. */
  @Property(tries = 100)
  void whatBeginsOrEndsLoudIsFaded(@ForAll @IntRange(min = 1, max = 3_000) int chunk) {
    short[] trimmed = trimmed(voice(2_000), chunk);

    assertThat(trimmed).hasSize(2_000);
    assertThat(Clips.steepest(concat(silence(10), trimmed, silence(10))))
        .isLessThanOrEqualTo(5_000 / FADE + 1);
    assertThat(Arrays.copyOfRange(trimmed, FADE, 2_000 - FADE)).containsOnly((short) 5_000);
  }

  @Test
  void aSoundShorterThanTheFadesStaysWithinThem() {
    short[] trimmed = trimmed(voice(20), 20);

    assertThat(trimmed).hasSize(20);
    assertThat(trimmed[0]).isZero();
    assertThat(trimmed[19]).isZero();
  }

  @Test
  void aJoinOfTwoRealClausesIsNoSteeperThanTheVoiceItself() {
    short[] first = Clips.japanese();
    short[] second = Clips.english();
    int natural = Math.max(Clips.steepest(first), Clips.steepest(second));
    // Cut in the middle of loud vowels: nothing could be worse.
    short[] cut = Arrays.copyOfRange(first, 0, loudest(first));
    short[] begun = Arrays.copyOfRange(second, loudest(second), second.length);
    assertThat(Math.abs(cut[cut.length - 1])).isGreaterThan((short) 10_000);

    short[] joined = concat(trimmed(cut, 4_000), SilenceTrimmer.pause(100), trimmed(begun, 4_000));

    assertThat(Clips.steepest(joined)).isLessThanOrEqualTo(natural);
    int seam = trimmed(cut, 4_000).length;
    assertThat(Clips.steepest(Arrays.copyOfRange(joined, seam - 2, seam + 1_610))).isLessThan(700);
  }

  private static int loudest(short[] samples) {
    int loudest = 0;
    for (int i = 0; i < samples.length; i++) {
      if (Math.abs(samples[i]) > Math.abs(samples[loudest])) {
        loudest = i;
      }
    }
    return loudest + 1;
  }

  private static short[] trimmed(short[] clause, int chunk) {
    var trimmer = new SilenceTrimmer();
    short[] streamed = new short[0];
    for (int at = 0; at < clause.length; at += chunk) {
      streamed =
          concat(
              streamed,
              trimmer.accept(Arrays.copyOfRange(clause, at, Math.min(clause.length, at + chunk))));
    }
    return concat(streamed, trimmer.finish());
  }

  private static short[] silence(int count) {
    return new short[count];
  }

  private static short[] voice(int count) {
    var samples = new short[count];
    Arrays.fill(samples, (short) 5_000);
    return samples;
  }

  private static short[] concat(short[]... parts) {
    var all = new short[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (short[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
