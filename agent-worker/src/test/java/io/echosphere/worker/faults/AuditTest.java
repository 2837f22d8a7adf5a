package io.echosphere.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTest {
  @Test
  void partsAreFoundInTheirOrderOnly() {
    assertThat(Audit.inOrder(List.of("a b", "c"), "abxc")).isEqualTo(2);
    assertThat(Audit.inOrder(List.of("c", "a b"), "abxc")).isEqualTo(1);
    assertThat(Audit.inOrder(List.of("ab", "ab"), "abxc")).as("doubled").isEqualTo(1);
  }

  @Test
  void theClauseThatWasPlayingWhenAReplyBrokeDoesNotCount() {
    assertThat(Audit.heardWhole("One. Two. Thr")).isEqualTo("One. Two.");
    assertThat(Audit.heardWhole("One. Two.")).isEqualTo("One.");
    assertThat(Audit.heardWhole("はい。いいえ")).isEqualTo("はい。");
    assertThat(Audit.heardWhole("はい。")).isEmpty();
    assertThat(Audit.heardWhole("")).isEmpty();
  }
}
