package io.echosphere.adapter.smartturn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class SpeechRingTest {
  private final SpeechRing ring = new SpeechRing();
  private final short[] window = new short[SpeechRing.WINDOW];

  /** The next sample to write; each differs from its neighbours. */
  private long next;

  @Test
  void lessThanAWindowComesWithZerosInFront() {
    write(1_000);

    assertThat(ring.read(0, 1_000, window)).isEqualTo(SpeechRing.WINDOW - 1_000);
    assertThat(window[SpeechRing.WINDOW - 1_001]).isZero();
    assertWindow(1_000, 1_000);
  }

  @Test
  void onlyWhatFollowsTheBeginningIsTaken() {
    write(9_000);

    assertThat(ring.read(7_000, 9_000, window)).isEqualTo(SpeechRing.WINDOW - 2_000);
    assertThat(window[SpeechRing.WINDOW - 2_001]).isZero();
    assertWindow(9_000, 2_000);
  }

  @Test
  void theNewestWindowIsKeptRoundTheEnd() {
    write(7 * SpeechRing.WINDOW + 77);

    assertThat(ring.read(0, ring.position(), window)).isZero();
    assertWindow(ring.position(), SpeechRing.WINDOW);
  }

  @Test
  void aReaderThatIsASecondLateStillGetsItsWindow() {
    write(SpeechRing.WINDOW);
    long end = ring.position();
    write(16_000);

    assertThat(ring.read(0, end, window)).isZero();
    assertWindow(end, SpeechRing.WINDOW);
  }

  @Test
  void aReaderThatIsTooLateGetsNothing() {
    write(SpeechRing.WINDOW);
    long end = ring.position();
    write(33_000);

    assertThat(ring.read(0, end, window)).isNegative();
  }

  @Test
  void apartFromTheWindowItselfLatenessDoesNotMatter() {
    write(1_000);
    long end = ring.position();
    write(SpeechRing.WINDOW);

    assertThat(ring.read(0, end, window)).isNotNegative();
    assertWindow(end, 1_000);
  }

  /** A window is either whole or refused, however the writer goes on meanwhile. */
  @RepeatedTest(50)
  void readingWhileWritingGivesAWholeWindowOrNone() throws Exception {
    write(SpeechRing.WINDOW);
    var done = new AtomicBoolean();
    var writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!done.get()) {
                    write(160);
                  }
                });
    for (int i = 0; i < 20; i++) {
      long end = ring.position();
      if (ring.read(0, end, window) >= 0) {
        assertWindow(end, SpeechRing.WINDOW);
      }
    }
    done.set(true);
    writer.join();
  }

  private void write(int count) {
    var samples = new short[count];
    for (int i = 0; i < count; i++) {
      samples[i] = sample(next++);
    }
    ring.write(samples, count);
  }

  private void assertWindow(long end, int length) {
    for (int i = 1; i <= length; i++) {
      if (window[SpeechRing.WINDOW - i] != sample(end - i)) {
        assertThat(window[SpeechRing.WINDOW - i])
            .as("sample %d from the end", i)
            .isEqualTo(sample(end - i));
      }
    }
  }

  private static short sample(long index) {
    return (short) (index % 32_749 + 1);
  }
}
