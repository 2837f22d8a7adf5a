package io.echosphere.adapter.livekit.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HeldAudioTest {
  private static final int FRAME = 480;

  private final HeardAudio heard = new HeardAudio();
  private final HeldAudio audio = new HeldAudio(heard);

  @Test
  void whatWasRecordedComesFirstThenWhatWasHeldThenWhatIsLive() {
    audio.begin();
    live(1);
    live(2);
    assertThat(heard.events).isEmpty();
    assertThat(audio.recorded(frames(8, 9))).isTrue();
    live(3);
    live(4);

    assertThat(heard.events).containsExactly("before 8 9 1 2", "live 3", "live 4");
  }

  @Test
  void aRecordingThatIsThereAlreadyIsHeardAtOnce() {
    audio.recorded(frames(9));
    audio.begin();
    live(1);

    assertThat(heard.events).containsExactly("before 9", "live 1");
  }

  @Test
  void nothingIsHeardBeforeTheCallerIsReported() {
    audio.recorded(frames(9));
    live(1);
    assertThat(heard.events).isEmpty();
    audio.begin();
    live(2);

    assertThat(heard.events).containsExactly("before 9 1", "live 2");
  }

  @Test
  void whenNothingWasRecordedNothingIsLost() {
    audio.begin();
    live(1);
    audio.recorded(new short[0]);
    live(2);

    assertThat(heard.events).containsExactly("before 1", "live 2");
  }

  /** A client that says it will send a recording and never does must not be deaf to us. */
  @Test
  void afterThreeSecondsTheWaitIsOver() {
    audio.begin();
    for (int i = 0; i < 300; i++) {
      live(5);
    }
    assertThat(heard.events).isEmpty();
    live(6);
    assertThat(heard.events).hasSize(2).last().isEqualTo("live 6");
    assertThat(heard.events.getFirst().split(" ")).hasSize(301);
    assertThat(audio.recorded(frames(9))).isFalse();
    live(7);
    assertThat(heard.events).hasSize(3);
  }

  @Test
  void aRecordingThatHasComeIsWorthALongerWait() {
    audio.begin();
    audio.decoding();
    for (int i = 0; i < 500; i++) {
      live(5);
    }
    assertThat(heard.events).isEmpty();
    assertThat(audio.recorded(frames(9))).isTrue();
    live(6);
    assertThat(heard.events.getFirst()).startsWith("before 9 5 5");
    assertThat(heard.events).hasSize(2);
  }

  @Test
  void thatWaitEndsToo() {
    audio.begin();
    audio.decoding();
    for (int i = 0; i < 601; i++) {
      live(5);
    }
    assertThat(heard.events).hasSize(2).last().isEqualTo("live 5");
  }

  /** What listens keeps ten seconds for a recogniser that has yet to open. */
  @Test
  void ofBothTogetherTheLastTenSecondsAreHeard() {
    live(1);
    live(2);
    var recorded = new short[1_000 * FRAME];
    recorded[2 * FRAME] = 7;
    audio.recorded(recorded);
    audio.begin();
    live(3);

    String before = heard.events.getFirst();
    assertThat(before.split(" ")).hasSize(1_001);
    assertThat(before).startsWith("before 7 0").endsWith(" 0 1 2");
  }

  @Test
  void theFirstRecordingCounts() {
    audio.begin();
    assertThat(audio.recorded(frames(1))).isTrue();
    assertThat(audio.recorded(frames(2))).isFalse();
    live(3);

    assertThat(heard.events).containsExactly("before 1", "live 3");
  }

  private void live(int value) {
    audio.audio(frames(value));
  }

  private static short[] frames(int... values) {
    var samples = new short[values.length * FRAME];
    for (int i = 0; i < values.length; i++) {
      Arrays.fill(samples, i * FRAME, (i + 1) * FRAME, (short) values[i]);
    }
    return samples;
  }
}
