package io.echosphere.application.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.port.out.ProcessMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryWatchTest {
  private static final long MB = 1_048_576;

  private final ManualTimers time = new ManualTimers();
  private final List<String> reached = new ArrayList<>();
  private OptionalLong resident = OptionalLong.of(200 * MB);
  private int calls;

  private final MemoryWatch watch =
      new MemoryWatch(
          new MemoryWatch.Watched(memory(), new MemoryMark(500 * MB)),
          () -> calls,
          reached::add,
          time,
          Runnable::run);

  @Test
  void belowTheMarkNothingIsSaid() {
    watch.start();
    calls = 8;
    resident = OptionalLong.of(500 * MB - 1);
    looks(100);

    assertThat(reached).isEmpty();
  }

  @Test
  void theMarkIsToldOnceInNumbersAnOperatorKnows() {
    watch.start();
    calls = 1;
    looks(1);
    resident = OptionalLong.of(512 * MB);
    looks(10);

    assertThat(reached).containsExactly("512 MB of memory are held, MEMORY_LIMIT_MB says 500");
  }

  @Test
  void afterTheLastCallHasEndedTheMarkStillCounts() {
    watch.start();
    calls = 1;
    looks(1);
    calls = 0;
    resident = OptionalLong.of(500 * MB);
    looks(1);

    assertThat(reached).hasSize(1);
  }

  /** A mark below what an idle worker holds would restart it for ever. */
  @Test
  void aWorkerThatHadNoCallStays() {
    resident = OptionalLong.of(900 * MB);
    watch.start();
    looks(100);
    assertThat(reached).isEmpty();

    calls = 1;
    looks(1);
    assertThat(reached).hasSize(1);
  }

  @Test
  void whereTheSystemSaysNothingNothingIsWatched() {
    resident = OptionalLong.empty();
    watch.start();
    calls = 1;
    resident = OptionalLong.of(900 * MB);
    looks(3);

    assertThat(reached).isEmpty();
  }

  @Test
  void aClosedWatchIsSilent() {
    watch.start();
    calls = 1;
    resident = OptionalLong.of(900 * MB);
    watch.close();
    looks(3);

    assertThat(reached).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "600, , 600",
    "600, 100, 600",
    "0, 1000, ",
    ", 1000, 850",
    ", , ",
  })
  void theMarkIsTheOperatorsElseMostOfTheBound(Integer set, Long bound, Long mark) {
    var chosen =
        MemoryMark.chosen(
            Optional.ofNullable(set),
            bound == null ? OptionalLong.empty() : OptionalLong.of(bound * MB));

    assertThat(chosen.map(it -> it.bytes() / MB)).isEqualTo(Optional.ofNullable(mark));
  }

  private void looks(int times) {
    for (int i = 0; i < times; i++) {
      time.advance(MemoryWatch.EVERY);
    }
  }

  private ProcessMemory memory() {
    return new ProcessMemory() {
      @Override
      public OptionalLong resident() {
        return resident;
      }

      @Override
      public OptionalLong bound() {
        return OptionalLong.empty();
      }
    };
  }
}
