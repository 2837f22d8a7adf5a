package io.echosphere.domain.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.speech.SpeechGate.Change;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeechGateTest {
  private final SpeechGate gate = new SpeechGate(new SpeechGate.Settings(0.5f, 64, 96, 192));
  private long at;

  @Test
  void speechStartsOnlyWhenVoiceHasLasted() {
    assertThat(feed(0.9)).containsExactly(Change.NONE);
    assertThat(feed(0.9)).containsExactly(Change.STARTED);
    assertThat(gate.onset()).hasValue(0);
  }

  @Test
  void aClickIsNoSpeech() {
    assertThat(feed(0.9, 0.1, 0.9, 0.1, 0.9, 0.1)).containsOnly(Change.NONE);
    assertThat(gate.isSpeaking()).isFalse();
  }

  @Test
  void speechPausesThenEndsAndTheEndIsWhereTheVoiceWas() {
    feed(0.9, 0.9);

    assertThat(feed(0.1, 0.1, 0.1, 0.1, 0.1, 0.1))
        .containsExactly(
            Change.NONE, Change.NONE, Change.PAUSED, Change.NONE, Change.NONE, Change.ENDED);
    assertThat(gate.lastVoiced()).isEqualTo(64);
  }

  @Test
  void voiceAfterAPauseResumes() {
    feed(0.9, 0.9, 0.1, 0.1, 0.1);

    assertThat(feed(0.8)).containsExactly(Change.RESUMED);
    assertThat(gate.isSpeaking()).isTrue();
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

  private List<Change> feed(double... probabilities) {
    var changes = new ArrayList<Change>();
    for (double probability : probabilities) {
      changes.add(gate.accept((float) probability, at, 32));
      at += 32;
    }
    return changes;
  }
}
