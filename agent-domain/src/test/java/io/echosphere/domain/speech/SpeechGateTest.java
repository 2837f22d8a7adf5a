package io.echosphere.domain.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.speech.SpeechGate.Change;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpeechGateTest {
  private final SpeechGate gate = new SpeechGate(new SpeechGate.Settings(0.5f, 64, 192));
  private long at;
  private long frameAt = 64;

  @BeforeEach
  void aVoiceHasSounded() {
    gate.loudness(1e7, 0, 64);
  }

  @Test
  void speechStartsOnlyWhenVoiceHasLasted() {
    assertThat(feed(0.9)).containsExactly(Change.SUSPECTED);
    assertThat(feed(0.9)).containsExactly(Change.STARTED);
    assertThat(gate.onset()).hasValue(0);
  }

  @Test
  void aClickIsNoSpeech() {
    assertThat(feed(0.9, 0.1, 0.9, 0.1)).containsOnly(Change.SUSPECTED, Change.DISMISSED);
    assertThat(gate.isSpeaking()).isFalse();
  }

  @Test
  void soundAfterASilenceIsSuspiciousBeforeTheDetectorHasHeardIt() {
    quiet(7);

    assertThat(loud(3)).containsExactly(Change.NONE, Change.SUSPECTED, Change.NONE);
    assertThat(quiet(1)).containsExactly(Change.DISMISSED);
  }

  @Test
  void soundThatTheDetectorDoesNotTakeForAVoiceIsSuspiciousForAMomentOnly() {
    quiet(7);

    assertThat(loud(40)).containsOnlyOnce(Change.SUSPECTED).containsOnlyOnce(Change.DISMISSED);
    assertThat(loud(40)).containsOnly(Change.NONE);
  }

  @Test
  void breathIsNotSuspicious() {
    quiet(7);

    assertThat(sound(5e4, 20)).containsOnly(Change.NONE); // 23 dB below the voice
  }

  @Test
  void whereItIsNeverQuietOnlyTheDetectorSuspects() {
    assertThat(sound(1e6, 40)).containsOnly(Change.NONE);
    assertThat(feed(0.9)).containsExactly(Change.SUSPECTED);
  }

  @Test
  void inNoiseSpeechEndsWhenTheDetectorHasHeardNoVoiceForLong() {
    feed(0.9, 0.9, 0.9, 0.9, 0.9);

    assertThat(feed(0.1, 0.1, 0.1, 0.1, 0.1, 0.1))
        .containsExactly(
            Change.NONE, Change.NONE, Change.NONE, Change.NONE, Change.NONE, Change.ENDED);
    assertThat(gate.lastVoiced()).isEqualTo(5 * 32 - 90); // it hears a voice longer than it lasts
  }

  @Test
  void whereItIsQuietSpeechEndsAsSoonAsTheDetectorDoubts() {
    voice();
    quiet(7);
    assertThat(gate.isSpeaking()).isTrue();

    assertThat(feed(0.7)).containsExactly(Change.ENDED);
    assertThat(gate.lastVoiced()).isEqualTo(224);
  }

  @Test
  void quietThatComesAfterTheDoubtEndsSpeechToo() {
    voice();
    feed(0.7);

    assertThat(quiet(6)).containsOnly(Change.NONE);
    assertThat(quiet(1)).containsExactly(Change.ENDED);
  }

  @Test
  void aClosureInsideAWordEndsNothing() {
    voice();

    assertThat(quiet(16)).containsOnly(Change.NONE);
    assertThat(feed(0.76)).containsExactly(Change.NONE);
    assertThat(gate.isSpeaking()).isTrue();
  }

  /** The closure in ちょっと: the silence sent ahead at its end made the word another one. */
  @Test
  void aClosureInTheFirstWordEndsNothingThoughTheDetectorDoubts() {
    loud(6);
    feed(0.9, 0.9, 0.9, 0.9);

    assertThat(quiet(12)).containsOnly(Change.NONE);
    assertThat(feed(0.7, 0.6, 0.6)).containsOnly(Change.NONE);
    assertThat(gate.isSpeaking()).isTrue();
  }

  @Test
  void whatTheDetectorStillHearsInSilenceStartsNothing() {
    voice();
    quiet(7);
    feed(0.7);

    assertThat(feed(0.7, 0.6, 0.6)).containsOnly(Change.NONE);
  }

  @Test
  void aVoiceThatGoesOnStartsSpeechAgain() {
    voice();
    quiet(7);
    feed(0.7);
    assertThat(loud(3)).contains(Change.SUSPECTED);

    assertThat(feed(0.9)).containsExactly(Change.NONE);
    assertThat(feed(0.9)).containsExactly(Change.STARTED);
  }

  @Test
  void aProbabilityJustBelowTheThresholdNeitherStartsNorEnds() {
    feed(0.9, 0.9);

    assertThat(feed(0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4)).containsOnly(Change.NONE);
  }

  @Test
  void beforeAnyVoiceThereIsNoOnset() {
    assertThat(gate.onset()).isEmpty();
  }

  /** 224 ms of it. */
  private void voice() {
    loud(16);
    feed(0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9);
  }

  private List<Change> quiet(int frames) {
    return sound(0, frames);
  }

  private List<Change> loud(int frames) {
    return sound(1e7, frames);
  }

  private List<Change> sound(double power, int frames) {
    var changes = new ArrayList<Change>();
    for (int i = 0; i < frames; i++) {
      changes.add(gate.loudness(power, frameAt, 10));
      frameAt += 10;
    }
    return changes;
  }

  private List<Change> feed(double... probabilities) {
    var changes = new ArrayList<Change>();
    for (double probability : probabilities) {
      changes.add(gate.accept((float) probability, at, 32));
      at += 32;
    }
    return changes;
  }
}
