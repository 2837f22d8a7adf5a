package io.echosphere.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.echosphere.application.port.out.CostDays.Total;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link CostDays} promises. */
public abstract class CostDaysContract {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  private final UUID one = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private final UUID third = UUID.randomUUID();

  /** The implementation, empty at the beginning of each test. */
  protected abstract CostDays days();

  @Test
  void theOthersOfADayAreAddedUpByItem() throws Exception {
    days().store(DAY, one, List.of(priced("transcribe", 60, 0.01)));
    days().store(DAY, other, List.of(priced("transcribe", 120, 0.02), priced("polly", 5, 1.5)));
    days().store(DAY.minusDays(1), other, List.of(priced("transcribe", 9_999, 9)));

    assertThat(days().ofOthers(DAY, one))
        .extracting(Total::item)
        .containsOnly("transcribe", "polly");
    assertThat(amount("transcribe", one)).isEqualTo(120);
    assertThat(amount("transcribe", third)).isEqualTo(180);
    assertThat(total("transcribe", third).usd().orElseThrow()).isCloseTo(0.03, within(1e-9));
  }

  @Test
  void storingATotalAgainChangesNothingAndAnOlderOneNeverShrinksIt() throws Exception {
    days().store(DAY, one, List.of(priced("transcribe", 60, 0.01)));
    days().store(DAY, one, List.of(priced("transcribe", 60, 0.01)));
    assertThat(amount("transcribe", third)).isEqualTo(60);

    days().store(DAY, one, List.of(priced("transcribe", 90, 0.015)));
    days().store(DAY, one, List.of(priced("transcribe", 60, 0.01)));
    assertThat(amount("transcribe", third)).isEqualTo(90);
  }

  @Test
  void whatOneWorkerCannotPriceHasNoPriceInAll() throws Exception {
    days().store(DAY, one, List.of(priced("polly.new", 10, 1)));
    days().store(DAY, other, List.of(new Total("polly.new", 20, OptionalDouble.empty())));

    assertThat(total("polly.new", third))
        .isEqualTo(new Total("polly.new", 30, OptionalDouble.empty()));
  }

  @Test
  void nothingToStoreIsNoStatement() throws Exception {
    days().store(DAY, one, List.of());

    assertThat(days().ofOthers(DAY, third)).isEmpty();
  }

  private static Total priced(String item, long amount, double usd) {
    return new Total(item, amount, OptionalDouble.of(usd));
  }

  private Total total(String item, UUID asking) throws Exception {
    return days().ofOthers(DAY, asking).stream()
        .filter(total -> total.item().equals(item))
        .findFirst()
        .orElseThrow();
  }

  private long amount(String item, UUID asking) throws Exception {
    return total(item, asking).amount();
  }
}
