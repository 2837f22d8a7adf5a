package io.echosphere.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTest {
  @Test
  void partsAreFoundInTheirOrderOnly() {
    assertThat(Audit.inOrder(List.of("a b", "c"), "abxc", false)).isEqualTo(2);
    assertThat(Audit.inOrder(List.of("c", "a b"), "abxc", false)).isEqualTo(1);
    assertThat(Audit.inOrder(List.of("ab", "ab"), "abxc", false)).as("doubled").isEqualTo(1);
  }

  @Test
  void lettersMayBeMissingOfAPartWhereSoundMayBeLost() {
    assertThat(Audit.inOrder(List.of("夕食に料理を", "止めて"), "夕食に簡単な料理を止めて", true)).isEqualTo(2);
    assertThat(Audit.inOrder(List.of("夕食に料理を"), "夕食に簡単な料理を", false)).isZero();
    assertThat(Audit.inOrder(List.of("料理を夕食に"), "夕食に簡単な料理を", true)).as("turned round").isZero();
    assertThat(Audit.inOrder(List.of("夕食に", "夕食に"), "夕食に簡単な料理を", true)).as("doubled").isEqualTo(1);
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
