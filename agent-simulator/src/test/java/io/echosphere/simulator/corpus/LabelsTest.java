package io.echosphere.simulator.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {
  private static final List<Casting> CASTINGS = Casting.of(Labels.read());

  @ParameterizedTest
  @ValueSource(strings = {"ja-JP", "en-US"})
  void eachLanguageHasEnoughToJudgeBy(String language) {
    assertThat(count(language, Kind::isTurn)).isGreaterThanOrEqualTo(150);
    assertThat(count(language, kind -> kind == Kind.BACKCHANNEL)).isGreaterThanOrEqualTo(60);
    assertThat(count(language, Kind::isFalseInterruption)).isGreaterThanOrEqualTo(60);
    assertThat(count(language, kind -> kind == Kind.BARGE_IN)).isGreaterThanOrEqualTo(40);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja-JP", "en-US"})
  void theHalvesShareNeitherCallersNorTurns(String language) {
    var development = half(language, Split.DEVELOPMENT);
    var heldOut = half(language, Split.HELD_OUT);

    assertThat(texts(heldOut)).doesNotContainAnyElementsOf(texts(development));
    assertThat(callers(heldOut)).doesNotContainAnyElementsOf(callers(development));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja-JP", "en-US"})
  void moreThanHalfOfTheTurnsPauseForAsLongAsPeopleDo(String language) {
    var turns = CASTINGS.stream().filter(one -> isTurn(one, language)).toList();
    var pauses =
        turns.stream()
            .flatMap(turn -> Segment.of(turn.label().first(), language).stream())
            .filter(Segment::labelled)
            .map(Segment::pauseMillis)
            .toList();

    assertThat(pauses).hasSizeGreaterThan(80).allMatch(millis -> millis >= 300 && millis <= 1_600);
    assertThat(new HashSet<>(pauses)).hasSizeGreaterThan(12);
    assertThat(turns.stream().filter(turn -> turn.label().first().contains("[")).count())
        .isGreaterThan(turns.size() * 4L / 10);
  }

  @Test
  void idsAreUnique() {
    var ids = CASTINGS.stream().map(Casting::id).toList();

    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void everyTextComesApartIntoSomethingToSay() {
    for (Casting casting : CASTINGS) {
      if (!casting.label().kind().isFalseInterruption()) {
        var segments = Segment.of(casting.label().first(), casting.label().language());

        assertThat(segments)
            .as(casting.id())
            .allMatch(one -> !one.spoken().isBlank() || !one.files().isEmpty());
        assertThat(segments.getLast().pauseMillis()).as(casting.id()).isZero();
      }
    }
  }

  @Test
  void soundsAreKnownAndAlwaysTheSame() {
    for (Casting casting : CASTINGS) {
      String name = casting.label().first();
      if (casting.label().kind() == Kind.SOUND && !name.contains("/")) {
        double[] sound = Sounds.of(name, casting.id().hashCode());

        assertThat(sound).as(casting.id()).isEqualTo(Sounds.of(name, casting.id().hashCode()));
        assertThat(Levels.activeRms(Levels.pcm(sound))).as(casting.id()).isGreaterThan(0.01);
      }
    }
  }

  private static boolean isTurn(Casting casting, String language) {
    return casting.label().language().equals(language) && casting.label().kind().isTurn();
  }

  private static long count(String language, Predicate<Kind> kinds) {
    return CASTINGS.stream()
        .filter(one -> one.label().language().equals(language))
        .filter(one -> kinds.test(one.label().kind()))
        .count();
  }

  private static List<Casting> half(String language, Split split) {
    return CASTINGS.stream()
        .filter(one -> isTurn(one, language) && one.label().split() == split)
        .toList();
  }

  private static Set<String> texts(List<Casting> castings) {
    return castings.stream()
        .map(one -> Markup.shown(one.label().first()))
        .collect(Collectors.toSet());
  }

  /** The people of the recordings are not the same ones, although they have one name. */
  private static Set<String> callers(List<Casting> castings) {
    return castings.stream()
        .filter(one -> one.label().kind() != Kind.RECORDING)
        .map(one -> one.speaker().name())
        .collect(Collectors.toSet());
  }
}
