package io.echosphere.worker.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.echosphere.worker.call.Clip.UnusableClip;
import org.junit.jupiter.api.Test;

class ClipTest {
  @Test
  void knowsWhereItsVoiceBeginsAndEnds() throws Exception {
    Clip clip = Clip.of("a.wav", Sounds.speech(300, 1_000, 500));

    assertThat(clip.firstVoiced()).isEqualTo(30);
    assertThat(clip.lastVoiced()).isEqualTo(129);
    assertThat(clip.frames()).isEqualTo(180);
  }

  @Test
  void spansAPauseWithinTheSpeech() throws Exception {
    short[] speech = new short[16 * 1_000];
    System.arraycopy(Sounds.tone(16_000, 200, 100), 0, speech, 16 * 100, 16 * 100);
    System.arraycopy(Sounds.tone(16_000, 200, 100), 0, speech, 16 * 700, 16 * 100);

    Clip clip = Clip.of("a.wav", speech);

    assertThat(clip.firstVoiced()).isEqualTo(10);
    assertThat(clip.lastVoiced()).isEqualTo(79);
  }

  @Test
  void doesNotTakeAClickOrFaintNoiseForVoice() throws Exception {
    short[] speech = Sounds.speech(300, 1_000, 500);
    for (int index = 0; index < 160; index++) {
      speech[index] = 10_000; // one loud frame alone
    }
    for (int index = 1_400 * 16; index < speech.length; index++) {
      speech[index] = (short) (index % 2 == 0 ? 50 : -50); // -56 dBFS
    }

    Clip clip = Clip.of("a.wav", speech);

    assertThat(clip.firstVoiced()).isEqualTo(30);
    assertThat(clip.lastVoiced()).isEqualTo(129);
  }

  @Test
  void fillsItsLastFrame() throws Exception {
    Clip clip = Clip.of("a.wav", Sounds.tone(16_000, 200, 25));
    short[] frame = new short[160];

    clip.copyFrame(2, frame);

    assertThat(clip.frames()).isEqualTo(3);
    assertThat(frame[79]).isNotZero();
    assertThat(frame[80]).isZero();
  }

  @Test
  void refusesSilence() {
    assertThatThrownBy(() -> Clip.of("a.wav", new short[16_000]))
        .isInstanceOf(UnusableClip.class)
        .hasMessageContaining("a.wav holds no voice");
  }
}
