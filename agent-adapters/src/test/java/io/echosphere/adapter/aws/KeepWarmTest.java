package io.echosphere.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.simulator.aws.SimulatorSettings;
import io.echosphere.simulator.aws.call.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class KeepWarmTest {
  private final ManualTimers time = new ManualTimers();
  private final Set<Warmth> used = EnumSet.noneOf(Warmth.class);
  private final List<Warmth> asked = new ArrayList<>();

  /** Each request it makes is itself a use. */
  @Test
  void inTenQuietMinutesNoServiceLiesIdleForLong() {
    var keepWarm =
        new KeepWarm(
            used::remove,
            service -> {
              asked.add(service);
              used.add(service);
            },
            time);
    keepWarm.start();

    time.advance(Duration.ofMinutes(10));

    assertThat(asked).filteredOn(Warmth.POLLY::equals).hasSize(15);
    assertThat(asked).filteredOn(Warmth.BEDROCK::equals).hasSize(3);
    assertThat(asked).filteredOn(Warmth.TRANSCRIBE::equals).hasSize(3);
  }

  @Test
  void whatIsUsedIsNotAskedForNothing() {
    var keepWarm = new KeepWarm(_ -> true, asked::add, time);
    keepWarm.start();

    time.advance(Duration.ofMinutes(10));

    assertThat(asked).isEmpty();
  }

  @Test
  void onceClosedNothingIsAskedAndNoTimerIsLeft() {
    var keepWarm = new KeepWarm(_ -> false, asked::add, time);
    keepWarm.start();
    keepWarm.start();

    keepWarm.close();
    time.advance(Duration.ofMinutes(10));

    assertThat(asked).isEmpty();
    assertThat(time.pending()).isZero();
  }

  @Test
  void overTheWireAnIdleServiceIsAskedAndAUsedOneIsNot() throws Exception {
    try (var bench = new Bench(SimulatorSettings.defaults().immediate());
        var keepWarm = new KeepWarm(bench.clients(), time)) {
      bench.clients().polly().describeVoices().get(Bench.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      keepWarm.start();

      time.advance(Duration.ofMinutes(2).minusSeconds(90));
      assertThat(bench.simulator().calls()).hasSize(1);
      time.advance(Duration.ofSeconds(90));

      bench.await(call -> call.service() == Service.POLLY && call.id() > 1);
      bench.await(call -> call.service() == Service.BEDROCK && call.ended());
      bench.await(call -> call.service() == Service.TRANSCRIBE && call.ended());
    }
  }
}
