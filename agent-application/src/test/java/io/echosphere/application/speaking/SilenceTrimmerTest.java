package io.echosphere.application.speaking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SilenceTrimmerTest {
  private static final int LEAD = 160;

  @Test
  void paddingBeforeAndAfterIsCutAndPausesInsideAreKept() {
    short[] clause =
        concat(silence(5_000), voice(1_000), silence(3_000), voice(500), silence(9_000));

    short[] trimmed = new SilenceTrimmer().accept(clause);

    assertThat(trimmed).hasSize(LEAD + 1_000 + 3_000 + 500);
  }

  @Property(tries = 200)
  void theResultDoesNotDependOnHowTheSoundArrives(
      @ForAll @IntRange(min = 1, max = 3_000) int chunk) {
    short[] clause = concat(silence(2_000), voice(1_000), silence(700), voice(500), silence(900));
    var trimmer = new SilenceTrimmer();
    short[] streamed = new short[0];
    for (int at = 0; at < clause.length; at += chunk) {
      streamed =
          concat(
              streamed,
              trimmer.accept(Arrays.copyOfRange(clause, at, Math.min(clause.length, at + chunk))));
    }

    assertThat(streamed).isEqualTo(new SilenceTrimmer().accept(clause));
  }

  @Test
  void aSilentClauseYieldsNothing() {
    assertThat(new SilenceTrimmer().accept(silence(16_000))).isEmpty();
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
    for (int i : IntStream.range(0, parts.length).toArray()) {
      System.arraycopy(parts[i], 0, all, at, parts[i].length);
      at += parts[i].length;
    }
    return all;
  }
}
