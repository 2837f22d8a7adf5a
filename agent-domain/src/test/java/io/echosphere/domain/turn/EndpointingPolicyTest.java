package io.echosphere.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.echosphere.domain.speech.Language;
import io.echosphere.domain.turn.ending.Said;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EndpointingPolicyTest {
  private static final String COMPLETE = "明日の天気を教えてください";
  private static final String OPEN = "予約をしたいんですけど";
  private static final String EVEN = "カレー";
  private static final String UNFINISHED = "明日の天気を";

  @Test
  void completeWordsWaitTheLeastAndUnfinishedOnesTheMost() {
    assertThat(delay(TurnDetector.TEXT, COMPLETE)).isEqualTo(300);
    assertThat(delay(TurnDetector.TEXT, OPEN)).isBetween(600L, 1_200L);
    assertThat(delay(TurnDetector.TEXT, EVEN)).isBetween(540L, 560L);
    assertThat(delay(TurnDetector.TEXT, UNFINISHED)).isEqualTo(1_500);
  }

  @ParameterizedTest
  @EnumSource(TurnDetector.class)
  void nothingHeardYetWaitsTheMost(TurnDetector detector) {
    assertThat(policy(detector).delayMillis(said(" "), sound(0.99), none())).isEqualTo(1_500);
    assertThat(policy(detector).looksComplete(said("。"), sound(0.99))).isFalse();
  }

  @Test
  void withoutADetectorTheWaitIsFixed() {
    assertThat(delay(TurnDetector.VAD, COMPLETE)).isEqualTo(900);
    assertThat(delay(TurnDetector.VAD, UNFINISHED)).isEqualTo(900);
    assertThat(policy(TurnDetector.VAD).delayMillis(said(UNFINISHED), sound(0.01), none()))
        .isEqualTo(900);
  }

  @Test
  void soundAloneKnowsNothingOfWords() {
    var policy = policy(TurnDetector.AUDIO);

    assertThat(policy.delayMillis(said(UNFINISHED), sound(0.99), none())).isEqualTo(300);
    assertThat(policy.delayMillis(said(COMPLETE), sound(0.01), none())).isEqualTo(1_500);
    assertThat(policy.delayMillis(said(COMPLETE), OptionalDouble.empty(), none()))
        .isEqualTo(policy.delayMillis(said(UNFINISHED), OptionalDouble.empty(), none()));
  }

  @ParameterizedTest
  @CsvSource({
    // words, sound: what both make of it
    "0.50, 0.95, 0.81",
    "0.50, 0.05, 0.19",
    "0.95, 0.01, 0.71",
    "0.05, 0.99, 0.29",
    "0.75, 0.95, 0.91",
    "0.75, 0.05, 0.36",
  })
  void bothWitnessesAreWeighed(double words, double sound, double expected) {
    assertThat(TurnDetector.BOTH.probability(words, sound(sound)))
        .isCloseTo(expected, within(0.01));
  }

  @Test
  void soundDecidesWhereWordsAreOpen() {
    var policy = policy(TurnDetector.BOTH);

    assertThat(policy.delayMillis(said(OPEN), sound(0.97), none())).isLessThan(500);
    assertThat(policy.delayMillis(said(OPEN), sound(0.03), none())).isGreaterThan(1_300);
    assertThat(policy.delayMillis(said(OPEN), OptionalDouble.empty(), none()))
        .isEqualTo(delay(TurnDetector.TEXT, OPEN));
  }

  @Test
  void aDraftNeedsLessThanAnEnd() {
    var policy = policy(TurnDetector.TEXT);

    assertThat(policy.looksComplete(said(COMPLETE), OptionalDouble.empty())).isTrue();
    assertThat(policy.looksComplete(said("昨日の東京の天気"), OptionalDouble.empty())).isTrue();
    assertThat(policy.delayMillis(said("昨日の東京の天気"), OptionalDouble.empty(), none()))
        .isGreaterThan(300);
    assertThat(policy.looksComplete(said(UNFINISHED), OptionalDouble.empty())).isFalse();
  }

  @Test
  void aCallerWhoPausesLongIsGivenLonger() {
    var slow = none().wentOn(1_400).wentOn(1_200);
    var quick = none().wentOn(250).wentOn(250).wentOn(250);
    var policy = policy(TurnDetector.TEXT);

    assertThat(delayFor(policy, OPEN, slow)).isGreaterThan(delayFor(policy, OPEN, none()));
    assertThat(delayFor(policy, OPEN, quick)).isLessThan(delayFor(policy, OPEN, none()));
    assertThat(delayFor(policy, COMPLETE, slow)).isEqualTo(300);
    assertThat(delayFor(policy, EVEN, slow)).isEqualTo(delayFor(policy, EVEN, none()));
    assertThat(delayFor(policy, UNFINISHED, quick)).isEqualTo(1_500);
  }

  @Test
  void aPauseThatNobodyCouldWaitForTeachesNothing() {
    assertThat(none().wentOn(1_600)).isEqualTo(none());
    assertThat(none().wentOn(100)).isEqualTo(none());
  }

  @Test
  void betweenDictatedDigitsTheCallersOwnPausesSetTheWait() {
    var policy = policy(TurnDetector.TEXT);
    var begun = said("予約番号は123");
    var dictating = policy.learned(none(), begun, 700);

    assertThat(policy.delayMillis(begun, OptionalDouble.empty(), none())).isGreaterThan(1_000);
    assertThat(policy.delayMillis(said("予約番号は12345"), OptionalDouble.empty(), dictating))
        .isEqualTo(800);
    assertThat(delayFor(policy, OPEN, dictating)).isEqualTo(delayFor(policy, OPEN, none()));
    assertThat(policy.delayMillis(said("暗証番号は12"), OptionalDouble.empty(), dictating))
        .isEqualTo(1_500);
  }

  @Test
  void whereAsMuchHasBeenDictatedAsIsUsualTheNextPauseIsLessLikely() {
    var policy = policy(TurnDetector.TEXT);
    var dictating = policy.learned(none(), said("予約番号は123"), 700);

    assertThat(policy.delayMillis(said("予約番号は1234"), OptionalDouble.empty(), dictating))
        .isEqualTo(730);
    assertThat(policy.delayMillis(said("予約番号は1234"), OptionalDouble.empty(), none()))
        .isEqualTo(delay(TurnDetector.TEXT, EVEN));
  }

  @Test
  void whoDictatesFastIsWaitedForAsAfterAnyOpenWords() {
    var policy = policy(TurnDetector.TEXT);
    var fast = policy.learned(none(), said("予約番号は123"), 150);

    assertThat(policy.delayMillis(said("予約番号は12345"), OptionalDouble.empty(), fast))
        .isEqualTo(delay(TurnDetector.TEXT, EVEN));
  }

  @Test
  void noDictationMakesTheAgentWaitForEver() {
    var slow = policy(TurnDetector.TEXT).learned(none(), said("予約番号は123"), 60_000);

    assertThat(slow.dictationMillis()).isEqualTo(1_000);
  }

  @Test
  void aCutInMakesTheAgentWaitUntilItIsForgotten() {
    var wary = none().cutIn(500);
    var policy = policy(TurnDetector.TEXT);
    var calm = wary;
    for (int turn = 0; turn < 20; turn++) {
      calm = calm.yielded();
    }

    assertThat(delayFor(policy, OPEN, wary)).isGreaterThan(delayFor(policy, OPEN, none()));
    assertThat(delayFor(policy, OPEN, calm)).isCloseTo(delayFor(policy, OPEN, none()), within(5L));
  }

  @Test
  void aRangeThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new EndpointingPolicy(-1, 10)).hasMessageContaining("not a range");
    assertThatThrownBy(() -> new EndpointingPolicy(11, 10)).hasMessageContaining("not a range");
    assertThatThrownBy(() -> new CallerPauses(100, 0, 0)).hasMessageContaining("out of range");
    assertThatThrownBy(() -> new CallerPauses(500, Double.NaN, 0))
        .hasMessageContaining("out of range");
  }

  @Property
  void theWaitStaysWithinItsBounds(
      @ForAll String text,
      @ForAll TurnDetector detector,
      @ForAll("sounds") OptionalDouble sound,
      @ForAll("callers") CallerPauses pauses) {
    assertThat(policy(detector).delayMillis(said(text), sound, pauses)).isBetween(300L, 1_500L);
  }

  @Property
  void aSurerSoundNeverWaitsLonger(
      @ForAll @DoubleRange(min = 0, max = 1) double one,
      @ForAll @DoubleRange(min = 0, max = 1) double other,
      @ForAll("callers") CallerPauses pauses) {
    for (TurnDetector detector : TurnDetector.values()) {
      long less = policy(detector).delayMillis(said(OPEN), sound(Math.min(one, other)), pauses);
      long more = policy(detector).delayMillis(said(OPEN), sound(Math.max(one, other)), pauses);
      assertThat(more).isLessThanOrEqualTo(less);
    }
  }

  /** No step: one thousandth more of probability never changes the wait by more than 40 ms. */
  @Property
  void theWaitIsContinuous(
      @ForAll @DoubleRange(min = 0, max = 0.99) double sound,
      @ForAll("callers") CallerPauses pauses) {
    for (TurnDetector detector : TurnDetector.values()) {
      long one = policy(detector).delayMillis(said(OPEN), sound(sound), pauses);
      long next = policy(detector).delayMillis(said(OPEN), sound(sound + 0.001), pauses);
      assertThat(next).isCloseTo(one, within(40L));
    }
  }

  @Property
  void whatIsLearnedIsBounded(@ForAll("callers") CallerPauses pauses) {
    assertThat(pauses.stretch()).isBetween(0.75, 1.5);
    assertThat(pauses.caution()).isBetween(0.0, 0.8);
    long wait =
        delayFor(policy(TurnDetector.TEXT), OPEN, new CallerPauses(pauses.meanMillis(), 0, 0));
    long usual = delayFor(policy(TurnDetector.TEXT), OPEN, none());
    assertThat((double) (wait - 300) / (usual - 300)).isBetween(0.74, 1.51);
    assertThat(delayFor(policy(TurnDetector.TEXT), COMPLETE, pauses)).isLessThanOrEqualTo(400);
    assertThat(delayFor(policy(TurnDetector.TEXT), UNFINISHED, pauses)).isEqualTo(1_500);
  }

  @Provide
  Arbitrary<CallerPauses> callers() {
    Arbitrary<Integer> kinds = Arbitraries.integers().between(0, 2);
    Arbitrary<Long> lengths = Arbitraries.longs().between(-1_000, 100_000);
    return Combinators.combine(kinds, lengths)
        .as(Step::new)
        .list()
        .ofMaxSize(40)
        .map(
            steps -> {
              var pauses = none();
              for (Step step : steps) {
                pauses = step.apply(pauses);
              }
              return pauses;
            });
  }

  private record Step(int kind, long millis) {
    CallerPauses apply(CallerPauses pauses) {
      return switch (kind) {
        case 0 -> pauses.wentOn(millis);
        case 1 -> pauses.cutIn(millis);
        default -> pauses.yielded();
      };
    }
  }

  @Provide
  Arbitrary<OptionalDouble> sounds() {
    return Arbitraries.oneOf(
        Arbitraries.just(OptionalDouble.empty()),
        Arbitraries.doubles().between(0, 1).map(OptionalDouble::of));
  }

  private static CallerPauses none() {
    return CallerPauses.none();
  }

  private static OptionalDouble sound(double probability) {
    return OptionalDouble.of(probability);
  }

  private static EndpointingPolicy policy(TurnDetector detector) {
    return new EndpointingPolicy(300, 1_500, detector);
  }

  private static long delay(TurnDetector detector, String text) {
    return delayFor(policy(detector), text, none());
  }

  private static long delayFor(EndpointingPolicy policy, String text, CallerPauses pauses) {
    return policy.delayMillis(said(text), OptionalDouble.empty(), pauses);
  }

  private static Said said(String text) {
    return Said.of(text, Language.JAPANESE);
  }
}
