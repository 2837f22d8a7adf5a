package io.echosphere.application.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.audio.AudioFormat;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class FrameRingTest {
  private final FrameRing ring = new FrameRing(AudioFormat.ROOM_FRAME);
  private final short[] frame = new short[AudioFormat.ROOM_FRAME];

  @Test
  void framesComeOutInOrder() {
    ring.write(frame(1));
    ring.write(frame(2));

    assertThat(ring.read(frame)).isTrue();
    assertThat(frame).containsOnly((short) 1);
    assertThat(ring.read(frame)).isTrue();
    assertThat(frame).containsOnly((short) 2);
    assertThat(ring.read(frame)).isFalse();
    assertThat(ring.takeDropped()).isZero();
  }

  @Test
  void aReaderThatIsTooSlowLosesTheOldestAndKnowsHowMany() {
    for (int i = 0; i < FrameRing.CAPACITY + 10; i++) {
      ring.write(frame(i));
    }

    assertThat(ring.read(frame)).isTrue();
    assertThat(frame).containsOnly((short) 11);
    assertThat(ring.takeDropped()).isEqualTo(11);
    assertThat(ring.takeDropped()).isZero();
  }

  @RepeatedTest(50)
  void noFrameIsEverTornOrRepeated() throws InterruptedException {
    int count = 5_000;
    var torn = new AtomicInteger();
    var writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 1; i <= count; i++) {
                    ring.write(frame(i));
                  }
                });
    int last = 0;
    while (last < count) {
      if (ring.read(frame)) {
        int value = frame[0];
        for (short sample : frame) {
          torn.addAndGet(sample == value ? 0 : 1);
        }
        assertThat(value).isGreaterThan(last);
        last = value;
      } else {
        Thread.onSpinWait();
      }
    }
    writer.join();
    assertThat(torn).hasValue(0);
  }

  private static short[] frame(int value) {
    var samples = new short[AudioFormat.ROOM_FRAME];
    Arrays.fill(samples, (short) value);
    return samples;
  }
}
