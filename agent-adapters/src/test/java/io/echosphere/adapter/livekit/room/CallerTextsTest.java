package io.echosphere.adapter.livekit.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.livekit.room.IgnoredData.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallerTextsTest {
  private final List<String> read = new ArrayList<>();
  private final IgnoredData ignored = new IgnoredData();
  private Instant now = Instant.ofEpochSecond(1_000);
  private final CallerTexts texts = new CallerTexts(read::add, () -> now, ignored);

  @Test
  void theCallersMessagesAreRead() {
    texts.callerIs("PA_ada");
    texts.message("PA_ada", "1", " Hello\u0007 ");
    texts.message("PA_ada", "", "And again");

    assertThat(read).containsExactly("Hello", "And again");
  }

  @Test
  void nobodyElsesAre() {
    texts.callerIs("PA_ada");
    texts.message("PA_bob", "1", "Hello");

    assertThat(read).isEmpty();
    assertThat(ignored.count(Why.NOT_THE_CALLER)).isEqualTo(1);
  }

  /** A caller may type as soon as they are in the room, before we have noticed that they are. */
  @Test
  void messagesWaitForTheirSenderToBeTheCaller() {
    texts.message("PA_ada", "1", "Hello");
    texts.message("PA_bob", "1", "Me too");
    assertThat(read).isEmpty();
    texts.callerIs("PA_ada");

    assertThat(read).containsExactly("Hello");
    assertThat(ignored.count(Why.NOT_THE_CALLER)).isEqualTo(1);
  }

  @Test
  void fewWait() {
    for (int i = 0; i < 100; i++) {
      texts.message("PA_ada", "" + i, "message " + i);
    }
    texts.callerIs("PA_ada");

    assertThat(read).hasSize(8).endsWith("message 99");
    assertThat(ignored.count(Why.TOO_FAST)).isEqualTo(92);
  }

  @Test
  void aMessageThatComesTwiceIsReadOnce() {
    texts.callerIs("PA_ada");
    texts.message("PA_ada", "1", "Hello");
    texts.message("PA_ada", "1", "Hello");

    assertThat(read).containsExactly("Hello");
    assertThat(ignored.count(Why.REPEATED)).isEqualTo(1);
  }

  @Test
  void blankMessagesAreNone() {
    texts.callerIs("PA_ada");
    texts.message("PA_ada", "1", " \n\u0000 ");

    assertThat(read).isEmpty();
  }

  @Test
  void aFloodIsSlowedDown() {
    texts.callerIs("PA_ada");
    for (int i = 0; i < 50; i++) {
      texts.message("PA_ada", "a" + i, "now");
    }
    assertThat(read).hasSize(10);
    assertThat(ignored.count(Why.TOO_FAST)).isEqualTo(40);

    now = now.plusSeconds(3);
    for (int i = 0; i < 50; i++) {
      texts.message("PA_ada", "b" + i, "later");
    }
    assertThat(read).hasSize(13);
  }

  @Test
  void aClockThatIsSetBackSilencesNobodyForLong() {
    texts.callerIs("PA_ada");
    for (int i = 0; i < 10; i++) {
      texts.message("PA_ada", "a" + i, "now");
    }
    now = now.minusSeconds(3_600);
    texts.message("PA_ada", "b", "set back");
    now = now.plusSeconds(1);
    texts.message("PA_ada", "c", "a second on");

    assertThat(read).hasSize(11).endsWith("a second on");
  }

  @Test
  void onceTheCallerHasLeftTheirMessagesWaitForThemToComeBack() {
    texts.callerIs("PA_ada");
    texts.callerLeft();
    texts.message("PA_ada2", "1", "I am back");
    assertThat(read).isEmpty();
    texts.callerIs("PA_ada2");

    assertThat(read).containsExactly("I am back");
  }
}
