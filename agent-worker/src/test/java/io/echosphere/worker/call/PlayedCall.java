package io.echosphere.worker.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.FrameClock;
import io.echosphere.application.port.out.ManualFrameClock;
import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.worker.call.CallNews.Ended;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A whole call with a played agent, in time that only the test moves. Owned by the test. */
final class PlayedCall {
  private static final Duration FRAME = Duration.ofMillis(10);

  final PlayedAgent agent = new PlayedAgent();

  /** All news so far. */
  final BlockingQueue<CallNews> heard = new LinkedBlockingQueue<>();

  private final ManualTimers timers = new ManualTimers();
  private final ManualFrameClock clock = new ManualFrameClock();
  private Thread caller = new Thread(() -> {});

  /** Lets time pass until the call is over; at most so long. */
  CallSummary make(CallPlan plan, Duration atMost) throws Exception {
    var running = new CountDownLatch(1);
    FrameClock announced =
        beat -> {
          var beating = clock.start(beat);
          running.countDown();
          return beating;
        };
    var runner = new CallRunner(plan, timers, announced);
    var summary = new CallSummary(plan.turns());
    BlockingQueue<CallNews> over = new LinkedBlockingQueue<>();
    caller =
        new Thread(
            () -> {
              try {
                runner.run(
                    agent::answers,
                    news -> {
                      summary.note(news);
                      heard.add(news);
                      if (news instanceof Ended) {
                        over.add(news);
                      }
                    });
              } catch (CallLine.NoLine | InterruptedException e) {
                over.add(new Ended(e.toString()));
              }
            });
    caller.start();
    assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
    for (long frame = 0; frame < atMost.dividedBy(FRAME) && over.isEmpty(); frame++) {
      timers.advance(FRAME);
      clock.beat(1);
      agent.plays();
    }
    assertThat(over.poll(20, TimeUnit.SECONDS)).as("the call is over").isNotNull();
    caller.join();
    return summary;
  }

  /** Ends the caller's thread, whatever it is at. */
  void hangUp() throws InterruptedException {
    caller.interrupt();
    caller.join();
  }
}
