package io.echosphere.worker.evaluate;

import io.echosphere.application.port.out.EndOfTurnEstimator;
import io.echosphere.application.port.out.Timers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The real estimator in virtual time: each answer is waited for, and told as long after its
 * question as the model takes on a machine with nothing else to do. Owned by the thread of its
 * call.
 */
record TimedEstimator(EndOfTurnEstimator real, Timers timers) implements EndOfTurnEstimator {
  /** See docs/conversation.md for what was measured. */
  private static final Duration LATENCY = Duration.ofMillis(40);

  @Override
  public Channel open() {
    return new Timed(real.open());
  }

  private final class Timed implements Channel {
    private final Channel channel;

    Timed(Channel channel) {
      this.channel = channel;
    }

    @Override
    public void audio(short[] samples, int length) {
      channel.audio(samples, length);
    }

    @Override
    public void turnStarted() {
      channel.turnStarted();
    }

    @Override
    public void estimate(long pause, Listener listener) {
      var answer = new CompletableFuture<Double>();
      channel.estimate(pause, (_, probability) -> answer.complete(probability));
      double probability = answer.orTimeout(10, TimeUnit.SECONDS).join();
      var _ = timers.after(LATENCY, () -> listener.estimated(pause, probability));
    }

    @Override
    public void close() {
      channel.close();
    }
  }
}
