package io.echosphere.application.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.echosphere.application.port.out.InMemoryCostDays;
import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.port.out.Telemetry.Amount;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class DailyCostTest {
  private static final String MODEL = "jp.anthropic.claude-haiku-4-5-20251001-v1:0";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ManualTimers timers = new ManualTimers();
  private final InMemoryCostDays stored = new InMemoryCostDays();
  private final Worker one = new Worker(OptionalDouble.of(10));
  private final Worker other = new Worker(OptionalDouble.empty());

  /** One process. */
  private final class Worker {
    final CostLedger ledger =
        new CostLedger(Prices.known(), new Prices.Items(MODEL, _ -> "neural"), timers);
    final DailyCost cost;

    Worker(OptionalDouble limit) {
      cost =
          new DailyCost(
              ledger,
              Optional.of(stored),
              UUID.randomUUID(),
              limit,
              new DailyCost.Rounds(timers, Runnable::run));
    }
  }

  @Test
  void secondsTokensAndCharactersAreCountedByTheirPrices() {
    one.ledger.used(Amount.STT_SECONDS, "", 120);
    one.ledger.used(Amount.LLM_INPUT_TOKENS, MODEL, 1_000_000);
    one.ledger.used(Amount.LLM_OUTPUT_TOKENS, "", 1_000_000);
    one.ledger.used(Amount.TTS_CHARACTERS, "ja-JP", 500_000);
    one.ledger.used(Amount.WASTED_TOKENS, "", 1_000_000);

    var today = one.cost.today();

    assertThat(today.usd())
        .containsOnlyKeys(
            "transcribe",
            "polly.neural",
            "bedrock." + MODEL + ".input",
            "bedrock." + MODEL + ".output");
    assertThat(today.sum()).isCloseTo(0.02 + 1.10 + 5.50 + 8, within(1e-9));
    assertThat(today.unpriced()).isEmpty();
  }

  @Test
  void whatHasNoPriceIsToldAndNotTakenForNothing() {
    one.ledger.used(Amount.LLM_INPUT_TOKENS, "some.new-model-v1", 42);

    assertThat(one.cost.today().usd()).isEmpty();
    assertThat(one.cost.today().unpriced())
        .isEqualTo(Map.of("bedrock.some.new-model-v1.input", 42L));
  }

  @Test
  void eachWorkerSeesWhatAllHaveCostAMinuteLaterAtTheLatest() {
    one.cost.start();
    other.cost.start();
    other.ledger.used(Amount.TTS_CHARACTERS, "ja-JP", 250_000);

    timers.advance(MINUTE);
    timers.advance(MINUTE);

    assertThat(one.cost.today().sum()).isCloseTo(4, within(1e-9));
    assertThat(other.cost.today().sum()).isCloseTo(4, within(1e-9));
  }

  @Test
  void whatAWorkerUsedBeforeItEndedStaysCounted() {
    other.cost.start();
    other.ledger.used(Amount.TTS_CHARACTERS, "ja-JP", 250_000);
    other.cost.close();

    one.cost.start();

    assertThat(one.cost.today().sum()).isCloseTo(4, within(1e-9));
  }

  @Test
  void anOutageLosesNothing() {
    one.cost.start();
    stored.away(true);
    one.ledger.used(Amount.TTS_CHARACTERS, "ja-JP", 250_000);
    timers.advance(MINUTE);
    assertThat(one.cost.today().sum()).isCloseTo(4, within(1e-9));

    stored.away(false);
    timers.advance(MINUTE);
    other.cost.start();

    assertThat(other.cost.today().sum()).isCloseTo(4, within(1e-9));
  }

  @Test
  void callsAreRefusedWhileTheDaysLimitIsReachedAndNotTheNextDay() {
    one.cost.start();
    one.ledger.used(Amount.TTS_CHARACTERS, "ja-JP", 624_000); // 9.984 USD
    assertThat(one.cost.refusal()).isEmpty();
    one.ledger.used(Amount.TTS_CHARACTERS, "ja-JP", 1_000);
    assertThat(one.cost.refusal()).hasValue("the day's cost limit is reached");
    assertThat(other.cost.refusal()).as("without a limit").isEmpty();

    timers.advance(Duration.ofDays(1));

    assertThat(one.cost.refusal()).isEmpty();
    assertThat(one.cost.today().sum()).isZero();
  }

  @Test
  void otherWorkersCostCountsForTheLimitToo() {
    other.cost.start();
    other.ledger.used(Amount.TTS_CHARACTERS, "ja-JP", 700_000);
    timers.advance(MINUTE);
    assertThat(one.cost.refusal()).isEmpty();

    one.cost.start();

    assertThat(one.cost.refusal()).isPresent();
  }

  @Test
  void yesterdaysLastAmountsAreStoredAfterMidnight() {
    one.cost.start();
    timers.advance(Duration.ofDays(1).minusSeconds(30));
    one.ledger.used(Amount.TTS_CHARACTERS, "ja-JP", 250_000);
    var yesterday = one.ledger.today();
    timers.advance(MINUTE);

    assertThat(one.ledger.today()).isEqualTo(yesterday.plusDays(1));
    assertThat(one.cost.today().sum()).isZero();
    assertThat(ofAll(yesterday)).isEqualTo(250_000);
    timers.advance(Duration.ofDays(2));
    assertThat(one.ledger.days()).isEmpty();
  }

  private long ofAll(java.time.LocalDate day) {
    try {
      return stored.ofOthers(day, UUID.randomUUID()).getFirst().amount();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
