package io.echosphere.simulator.hearing;

import static io.echosphere.simulator.hearing.Listening.BOTH;
import static io.echosphere.simulator.hearing.Listening.clip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When the ear speaks up, in audio time. */
class HearingTimesTest {
  private static final int RATE = Clip.SAMPLE_RATE_HZ;

  /** Chunk of 20 ms, hop of 20 ms and the rounding of words to frames. */
  private static final double GRAIN = 0.06;

  private final short[] sound =
      Sound.join(Sound.silence(0.5), clip("ja-weather"), Sound.silence(1.2), clip("ja-stop"));

  @Test
  void partialsHoldOnlyWordsThatEnded300MsBefore() {
    List<Listening.Told> partials =
        Listening.to(sound).told().stream().filter(told -> told.result().partial()).toList();

    assertThat(partials).hasSizeGreaterThan(6);
    assertThat(partials)
        .allSatisfy(
            told ->
                assertThat(told.result().endSeconds())
                    .isLessThanOrEqualTo(told.at() - 0.3 + 0.001));
  }

  @Test
  void aWordIsToldAtTheNextTickAfter300Ms() {
    Listening heard = Listening.to(sound);
    for (HeardWord word : heard.items()) {
      double first =
          heard.told().stream()
              .filter(told -> told.result().items().stream().anyMatch(i -> same(i, word)))
              .findFirst()
              .orElseThrow()
              .at();
      assertThat(first - word.endSeconds()).isBetween(0.299, 0.3 + 0.2 + GRAIN);
    }
  }

  @Test
  void partialsComeOnTheGridOf200Ms() {
    for (Listening.Told told : Listening.to(sound).told()) {
      if (told.result().partial()) {
        double late = told.at() - Math.floor(told.at() / 0.2 + 1e-6) * 0.2;
        assertThat(late).isLessThan(GRAIN);
      }
    }
  }

  @Test
  void aWordIsStable600MsAfterItsEndAndStays() {
    Set<HeardWord> stable = new HashSet<>();
    for (Listening.Told told : Listening.to(sound).told()) {
      if (told.result().partial()) {
        for (HeardWord item : told.result().items()) {
          double age = told.at() - item.endSeconds();
          assertThat(age).isBetween(item.stable() ? 0.599 : 0.299, item.stable() ? 9 : 0.6 + GRAIN);
        }
      }
      assertThat(told.result().items()).containsAll(since(stable, told.result()));
      told.result().items().stream().filter(HeardWord::stable).forEach(stable::add);
    }
  }

  @Test
  void finalsFollow800MsOfSilenceAndAreHeldBack() {
    Listening heard = Listening.to(sound);

    Listening.Told first =
        heard.told().stream().filter(told -> !told.result().partial()).findFirst().orElseThrow();
    double end = 0.5 + Listening.CLIPS.clip("ja-weather").seconds();
    // the clip ends with 40 ms of silence, and a window reaches 32 ms beyond the sound
    assertThat(first.at() - end).isBetween(0.74, 0.86);
    assertThat(first.result().delay()).isEqualTo(HearingSettings.defaults().finalDelay());
    assertThat(heard.partials()).allMatch(partial -> partial.delay().isZero());
    assertThat(heard.items()).allMatch(HeardWord::stable);
  }

  @Test
  void thePartialsOfAnUtteranceShareTheIdentifierOfItsFinal() {
    Listening heard = Listening.to(sound);

    assertThat(heard.finals()).hasSize(2);
    String first = heard.finals().getFirst().resultId();
    String second = heard.finals().getLast().resultId();
    assertThat(first).isNotEqualTo(second);
    assertThat(heard.results())
        .extracting(HearingResult::resultId)
        .containsSubsequence(first, second)
        .containsOnly(first, second);
  }

  @Test
  void theStreamsEndYieldsTheFinalAtOnce() {
    Hearing hearing = open(HearingSettings.defaults().withFinalDelay(Duration.ofMillis(750)));
    short[] words = clip("en-hello");
    hearing.hear(words, words.length);

    List<HearingResult> results = hearing.finish();

    assertThat(results)
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.text()).isEqualTo("Hello, what can you do for me?");
              assertThat(result.delay()).isEqualTo(Duration.ofMillis(750));
              assertThat(result.partial()).isFalse();
            });
    assertThat(hearing.finish()).isEmpty();
    assertThat(hearing.samplesHeard()).isEqualTo(words.length);
    assertThatThrownBy(() -> hearing.hear(words, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theTimesAreConfigurable() {
    HearingSettings settings =
        HearingSettings.defaults()
            .withPartials(Duration.ofMillis(100), Duration.ZERO, Duration.ofMillis(100))
            .withFinalSilence(Duration.ofMillis(1_500));

    Listening heard = Listening.to(sound, BOTH, RATE, settings);

    assertThat(heard.finals()).hasSize(1);
    assertThat(heard.partials()).hasSizeGreaterThan(Listening.to(sound).partials().size());
  }

  @Test
  void theScriptsLineWaitsForThePauseAfterTheVoice() {
    short[] voice = Sound.join(Sound.silence(0.5), Sound.hum(1.5), Sound.silence(2));

    List<Listening.Told> told = Listening.to(voice).told();

    assertThat(told).hasSize(2);
    assertThat(told.getFirst().result().partial()).isTrue();
    assertThat(told.getFirst().at()).isCloseTo(2.3, within(0.25));
    assertThat(told.getLast().result().partial()).isFalse();
    assertThat(told.getLast().at()).isCloseTo(2.8, within(0.1));
    assertThat(told.getLast().result().items()).allMatch(HeardWord::stable);
  }

  private static Hearing open(HearingSettings settings) {
    return Hearing.open(Listening.CLIPS, settings, BOTH, RATE, ScriptedLines.none());
  }

  private static boolean same(HeardWord one, HeardWord other) {
    return one.content().equals(other.content())
        && Math.abs(one.startSeconds() - other.startSeconds()) < 0.05;
  }

  private static Set<HeardWord> since(Set<HeardWord> stable, HearingResult result) {
    Set<HeardWord> later = new HashSet<>(stable);
    later.removeIf(item -> item.endSeconds() < result.startSeconds());
    return later;
  }
}
