package io.echosphere.adapter.livekit.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.port.out.Room.Speaker;
import io.echosphere.application.port.out.Room.Transcription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterimPaceTest {
  private final ManualTimers time = new ManualTimers();
  private final List<String> sent = new ArrayList<>();
  private final InterimPace pace =
      new InterimPace(
          t -> sent.add(t.segment() + " " + t.text() + (t.isFinal() ? "." : "")),
          (delay, task) -> {
            var _ = time.after(delay, task);
          });

  @Test
  void theFirstGoesAtOnceAndThenTheNewest() {
    interim("1", "a");
    interim("1", "a b");
    interim("1", "a b c");
    assertThat(sent).containsExactly("1 a");
    time.advance(Duration.ofMillis(99));
    assertThat(sent).hasSize(1);
    time.advance(Duration.ofMillis(1));
    assertThat(sent).containsExactly("1 a", "1 a b c");
  }

  @Test
  void atMostTenASecondGoOut() {
    for (int i = 0; i < 1_000; i++) {
      interim("1", "word " + i);
      time.advance(Duration.ofMillis(1));
    }
    assertThat(sent).hasSizeBetween(10, 11).last().asString().startsWith("1 word 9");
  }

  @Test
  void aFinalGoesAtOnceAndNothingInterimAfterIt() {
    interim("1", "a");
    interim("1", "a b");
    last("1", "A b!");
    interim("1", "a b c");
    time.advance(Duration.ofSeconds(1));
    interim("1", "late");

    assertThat(sent).containsExactly("1 a", "1 A b!.");
  }

  @Test
  void whatWaitsOfAnotherSegmentIsNotLost() {
    interim("1", "a");
    interim("1", "a b");
    interim("2", "c");
    interim("2", "c d");
    last("3", "e");

    assertThat(sent).containsExactly("1 a", "1 a b", "2 c d", "3 e.");
  }

  @Test
  void theSameAgainIsNotSentAgain() {
    interim("1", "a");
    time.advance(Duration.ofSeconds(1));
    interim("1", "a");
    assertThat(sent).containsExactly("1 a");

    interim("1", "b");
    interim("1", "a");
    time.advance(Duration.ofSeconds(1));
    assertThat(sent).containsExactly("1 a", "1 b", "1 a");
  }

  private void interim(String segment, String text) {
    pace.offer(new Transcription(Speaker.CALLER, segment, text, "en-US", false));
  }

  private void last(String segment, String text) {
    pace.offer(new Transcription(Speaker.CALLER, segment, text, "en-US", true));
  }
}
