package io.echosphere.worker.faults;

import io.echosphere.simulator.aws.call.Service;
import io.echosphere.simulator.aws.fault.Fault;
import io.echosphere.simulator.stack.LiveKitProxy;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Breaks one thing after the other, by chance but from a seed, on a thread of its own. */
final class SoakFaults {
  private static final int LEAST_PAUSE_MS = 5_000;
  private static final int MOST_PAUSE_MS = 25_000;
  private static final Duration OUTAGE = Duration.ofSeconds(4);

  private final FaultStack stack;
  private final Random random;
  private final Supplier<Optional<String>> anyRoom;
  private final Map<String, Integer> struck = new ConcurrentHashMap<>();
  private final List<Breaking> all;
  private final Thread thread = Thread.ofPlatform().name("soak-faults").unstarted(this::run);
  private volatile boolean stopped;

  SoakFaults(FaultStack stack, Random random, Supplier<Optional<String>> anyRoom) {
    this.stack = stack;
    this.random = random;
    this.anyRoom = anyRoom;
    this.all =
        List.of(
            new Breaking("signalling cut", this::cutSignalling),
            new Breaking("worker's socket cut", this::cutWorker),
            new Breaking("PostgreSQL killed", this::killDatabase),
            new Breaking("PostgreSQL read-only", this::refuseWrites),
            new Breaking("livekit-server killed", this::killLiveKit),
            service(Service.TRANSCRIBE, "reset", Fault.resetAfter(3)),
            service(
                Service.TRANSCRIBE, "refused", Ways.refused(503, "ServiceUnavailableException")),
            service(Service.BEDROCK, "throttled", Fault.throttle()),
            service(Service.BEDROCK, "stalled", Fault.stallAfter(6)),
            service(Service.BEDROCK, "malformed", Fault.badCrc(6)),
            service(Service.POLLY, "reset", Fault.resetAfter(2)),
            service(Service.POLLY, "slow", Fault.delay(Duration.ofSeconds(2))),
            service(Service.POLLY, "refused", Ways.refused(500, "ServiceFailureException")));
  }

  /** Something that breaks, and is repaired again before it returns. */
  private record Breaking(String name, Act act) {}

  /** What may be interrupted between the two. */
  private interface Act {
    void run() throws InterruptedException;
  }

  void start() {
    thread.start();
  }

  /** Breaks nothing more; returns once all is repaired. */
  void stop() throws InterruptedException {
    stopped = true;
    thread.interrupt();
    thread.join();
    stack.heal();
  }

  int count() {
    return struck.values().stream().mapToInt(Integer::intValue).sum();
  }

  String summary() {
    return count() + " faults: " + new TreeMap<>(struck);
  }

  private void run() {
    try {
      while (!stopped) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LEAST_PAUSE_MS, MOST_PAUSE_MS));
        Breaking next = all.get(random.nextInt(all.size()));
        struck.merge(next.name(), 1, Integer::sum);
        System.out.printf("%tT %s%n", LocalTime.now(ZoneOffset.UTC), next.name());
        next.act().run();
      }
    } catch (InterruptedException e) {
      // stopped; heal repairs the rest
    }
  }

  private Breaking service(Service service, String how, Fault fault) {
    return new Breaking(
        service.signingName() + " " + how, () -> stack.aws().faults().next(service, fault));
  }

  private void cutSignalling() {
    anyRoom.get().ifPresent(room -> stack.workerLine().cut(line -> line.isIn(room)));
  }

  private void cutWorker() {
    stack.workerLine().cut(LiveKitProxy.Line::isWorkers);
  }

  private void killDatabase() throws InterruptedException {
    stack.postgres().kill();
    pauseThen(() -> stack.postgres().resume());
  }

  private void refuseWrites() throws InterruptedException {
    stack.postgres().refuseWrites(true);
    pauseThen(() -> stack.postgres().refuseWrites(false));
  }

  private void killLiveKit() throws InterruptedException {
    stack.livekit().kill();
    pauseThen(() -> stack.livekit().restart());
  }

  private static void pauseThen(Runnable repair) throws InterruptedException {
    try {
      TimeUnit.NANOSECONDS.sleep(OUTAGE.toNanos());
    } finally {
      repair.run();
    }
  }
}
