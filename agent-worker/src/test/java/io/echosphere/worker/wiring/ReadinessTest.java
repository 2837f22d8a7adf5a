package io.echosphere.worker.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.worker.wiring.Readiness.Stores;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadinessTest {
  private final ManualTimers time = new ManualTimers();

  @ParameterizedTest
  @CsvSource({
    "true, true, true",
    "true, false, true",
    "false, true, true",
    "false, false, false",
  })
  void eitherOfDatabaseAndJournalWillDo(boolean database, boolean journal, boolean ready) {
    var readiness = readiness(Map.of(), Optional.of(() -> database), Optional.of(() -> journal));

    assertThat(readiness.get().ready()).isEqualTo(ready);
    assertThat(readiness.get().parts())
        .containsEntry("database", database)
        .containsEntry("journal", journal);
  }

  @Test
  void aDatabaseThatIsAwayWithoutAJournalIsNotReady() {
    assertThat(readiness(Map.of(), Optional.of(() -> false), Optional.empty()).get().ready())
        .isFalse();
  }

  @Test
  void aWorkerThatStoresNothingIsReadyWithoutAStore() {
    var health = readiness(Map.of("registered", () -> true), Optional.empty(), Optional.empty());

    assertThat(health.get().ready()).isTrue();
    assertThat(health.get().parts()).containsOnlyKeys("registered");
  }

  @Test
  void everyOtherPartMustBeWellAndIsNamed() {
    var health =
        readiness(
                Map.of("registered", () -> false, "voiceActivityModel", () -> true),
                Optional.of(() -> true),
                Optional.of(() -> true))
            .get();

    assertThat(health.ready()).isFalse();
    assertThat(health.parts())
        .containsEntry("registered", false)
        .containsEntry("voiceActivityModel", true);
  }

  @Test
  void theDatabaseIsAskedOnceInFiveSeconds() {
    var asked = new AtomicInteger();
    BooleanSupplier database = () -> asked.incrementAndGet() > 1;
    var readiness = readiness(Map.of(), Optional.of(database), Optional.empty());

    assertThat(readiness.get().ready()).isFalse();
    time.advance(Duration.ofMillis(4_999));
    assertThat(readiness.get().ready()).isFalse();
    assertThat(asked).hasValue(1);

    time.advance(Duration.ofMillis(1));
    assertThat(readiness.get().ready()).isTrue();
  }

  private Readiness readiness(
      Map<String, BooleanSupplier> parts,
      Optional<BooleanSupplier> database,
      Optional<BooleanSupplier> journal) {
    return new Readiness(parts, new Stores(database, journal), time);
  }
}
