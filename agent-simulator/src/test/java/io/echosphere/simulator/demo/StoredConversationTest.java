package io.echosphere.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.simulator.demo.StoredConversation.Said;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredConversationTest {
  private static final Said GREETING = new Said("assistant", "Hello!", false);
  private static final Said QUESTION = new Said("user", "A story?", false);
  private static final Said CUT = new Said("assistant", "Long ago", true);
  private static final Said STOP = new Said("user", "Wait.", false);
  private static final Said REPLY = new Said("assistant", "Of course.", false);

  @Test
  void aCompletedCallWithEveryReplyIsFine() {
    assertThat(stored("completed", GREETING, QUESTION, CUT, STOP, REPLY).problems(2, 1)).isEmpty();
  }

  @Test
  void aTurnWithoutAReplyIsNamed() {
    assertThat(stored("completed", GREETING, QUESTION, STOP, REPLY).problems(2, 0))
        .containsExactly("turn 1 has no stored reply");
    assertThat(stored("completed", GREETING, QUESTION, CUT, STOP).problems(2, 1))
        .containsExactly("turn 2 has no stored reply");
  }

  @Test
  void aMissingTurnIsNamed() {
    assertThat(stored("completed", GREETING, QUESTION, REPLY).problems(2, 0))
        .containsExactly("the caller spoke 2 times, and 1 are stored");
  }

  @Test
  void aBargeInThatLeftNoTraceIsNamed() {
    assertThat(stored("completed", QUESTION, REPLY).problems(1, 1))
        .containsExactly("0 stored replies are marked as interrupted, and 1 were");
  }

  @Test
  void aBackchannelThatBecameATurnIsNamed() {
    assertThat(stored("completed", QUESTION, CUT, STOP, REPLY).problems(1, 0))
        .containsExactly(
            "the caller spoke 1 times, and 2 are stored",
            "1 stored replies are marked as interrupted, and 0 were");
  }

  @Test
  void whatTheCallerSaidIsFound() {
    var stored = stored("completed", QUESTION, REPLY);

    assertThat(stored.hasFromCaller("A story?")).isTrue();
    assertThat(stored.hasFromCaller("Of course.")).isFalse();
  }

  @Test
  void aSessionThatDidNotEndWellIsNamed() {
    assertThat(stored("active", QUESTION, REPLY).problems(1, 0))
        .containsExactly("the session is active, not completed");
  }

  private static StoredConversation stored(String status, Said... messages) {
    return new StoredConversation("id", status, 10, List.of(messages));
  }
}
