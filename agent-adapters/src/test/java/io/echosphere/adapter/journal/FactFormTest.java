package io.echosphere.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.echosphere.adapter.journal.FactForm.Undecodable;
import io.echosphere.application.recording.Told;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactFormTest {
  static Stream<Told> facts() {
    var session = Facts.session(UUID.randomUUID());
    var active = session.start(Facts.NOON.plusNanos(123));
    return Stream.of(
        Facts.created(session),
        Facts.updated(active),
        Facts.updated(active.complete(Facts.NOON.plusSeconds(9), "caller left")),
        Facts.said(session, 1, "明日の天気は？😀"));
  }

  @ParameterizedTest
  @MethodSource("facts")
  void aFactComesBackAsItWas(Told told) throws Exception {
    assertThat(FactForm.read(FactForm.write(told))).isEqualTo(told);
  }

  @ParameterizedTest
  @MethodSource("facts")
  void aFactThatIsCutAnywhereIsRefusedWithoutItsWords(Told told) {
    byte[] whole = FactForm.write(told);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> FactForm.read(cut))
          .isInstanceOf(Undecodable.class)
          .hasMessageNotContaining("天気");
    }
    assertThatThrownBy(() -> FactForm.read(Arrays.copyOf(whole, whole.length + 1)))
        .isInstanceOf(Undecodable.class);
  }

  @Test
  void aFactOfALaterVersionIsNamedByItsType() {
    byte[] later = FactForm.write(Facts.created(Facts.session(UUID.randomUUID())));
    later[12] = 99;
    assertThatThrownBy(() -> FactForm.read(later)).hasMessageContaining("type 99");
  }
}
