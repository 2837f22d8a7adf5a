package io.echosphere.worker.wiring;

import io.echosphere.adapter.http.AddressInUse;
import io.echosphere.adapter.http.WebServer;
import io.echosphere.adapter.livekit.dispatch.LiveKitWorker;
import io.echosphere.adapter.livekit.dispatch.WorkerListener;
import io.echosphere.adapter.livekit.dispatch.WorkerSettings;
import io.echosphere.adapter.livekit.room.RoomRehearsal;
import io.echosphere.adapter.onnx.ModelUnavailable;
import io.echosphere.adapter.postgres.DatabaseUnavailable;
import io.echosphere.adapter.process.LinuxProcessMemory;
import io.echosphere.adapter.webrtc.NativeLibraryMissing;
import io.echosphere.application.health.MemoryMark;
import io.echosphere.application.health.MemoryWatch;
import io.echosphere.worker.config.HealthConfig;
import io.echosphere.worker.config.HttpConfig;
import io.echosphere.worker.config.LiveKitConfig;
import io.echosphere.worker.config.WorkerConfig;
import io.echosphere.worker.lifecycle.Shutdown;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running worker: begins it, and ends it when it is told to. */
public final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  /** What is said and not stored yet gets this long at the end. */
  private static final Duration LAST_WRITES = Duration.ofSeconds(5);

  /** The end of a drain takes longer than its calls: rooms are left, rows are written. */
  private static final Duration WINDING_UP = Duration.ofSeconds(15);

  private Worker() {}

  /**
   * Runs until the process is told to end. Blocks meanwhile.
   *
   * @return the process's exit code, 1 when it could not begin; after a drain the process ends
   *     itself, with 0, or with {@link Shutdown#START_ANEW} where it had grown too large
   */
  public static int run(WorkerConfig config) {
    Parts parts;
    Optional<WebServer> page;
    try {
      var binding = new Loading<>("http", () -> bind(config.http()));
      parts = Parts.begin(config);
      page = binding.get(AddressInUse.class);
    } catch (AddressInUse | DatabaseUnavailable | ModelUnavailable | NativeLibraryMissing missing) {
      LOG.error("The worker cannot start: {}", missing.getMessage());
      return 1;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 1;
    }
    var announcer = new Announcer(parts, config.livekit());
    var livekit =
        new LiveKitWorker(settings(config, parts), parts.calls(), parts.timers(), announcer);
    parts.observe(announcer::isRegistered);
    var besides = new Besides(config, parts);
    var shutdown =
        Shutdown.onFirst(() -> drain(config, livekit, parts, besides))
            .within(config.limits().drainTimeout().plus(WINDING_UP))
            .install();
    watchMemory(config.limits().health(), parts, shutdown);
    livekit.start();
    besides.begin(page, announcer::isRegistered);
    return forEver();
  }

  /** The native library keeps some of each call: at the mark a new process is the only remedy. */
  private static void watchMemory(HealthConfig health, Parts parts, Shutdown shutdown) {
    var memory = LinuxProcessMemory.ofThisProcess();
    MemoryMark.chosen(health.memoryMegabytes(), memory.bound())
        .map(mark -> new MemoryWatch.Watched(memory, mark))
        .map(
            watched ->
                new MemoryWatch(
                    watched,
                    parts.calls()::running,
                    reason -> shutdown.begin(reason, Shutdown.START_ANEW),
                    parts.timers(),
                    look -> Thread.ofVirtual().name("memory-watch").start(look)))
        .ifPresent(MemoryWatch::start);
  }

  private static Optional<WebServer> bind(HttpConfig http) throws AddressInUse {
    return http.enabled() ? Optional.of(Web.bind(http)) : Optional.empty();
  }

  private static void drain(
      WorkerConfig config, LiveKitWorker livekit, Parts parts, Besides besides) {
    besides.drain();
    livekit.drain();
    try {
      boolean ended = parts.calls().drain(config.limits().drainTimeout());
      besides.close();
      LOG.info(ended ? "All calls have ended" : "DRAIN_TIMEOUT is over: calls were ended");
      parts.close(LAST_WRITES);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      livekit.close();
    }
  }

  /** The drain ends the process; this thread only keeps it alive until then. */
  private static int forEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private static WorkerSettings settings(WorkerConfig config, Parts parts) {
    var livekit = config.livekit();
    return new WorkerSettings(
        livekit.url(),
        livekit.apiKey(),
        livekit.apiSecret().value(),
        livekit.agentName(),
        config.agent().name(),
        parts.participantAttributes(),
        Parts.version());
  }

  /** Tells the operator whether LiveKit knows this worker. */
  private static final class Announcer implements WorkerListener {
    private final Parts parts;
    private final String url;
    private boolean warm;
    private volatile boolean registered;

    Announcer(Parts parts, LiveKitConfig livekit) {
      this.parts = parts;
      this.url = livekit.url().toString();
    }

    boolean isRegistered() {
      return registered;
    }

    @Override
    public void registered(String workerId) {
      registered = true;
      if (!warm) { // only now: being ready comes first
        warm = true;
        parts.warm();
        Thread.ofPlatform().name("room-rehearsal").daemon().start(() -> RoomRehearsal.run(url));
      }
      long upMillis = ManagementFactory.getRuntimeMXBean().getUptime();
      LOG.info("Ready: registered with LiveKit as {} after {} ms", workerId, upMillis);
    }

    @Override
    public void available() {
      parts.available();
    }

    @Override
    public void unavailable(String problem) {
      registered = false;
      LOG.warn("Not registered with LiveKit, trying again: {}", problem);
    }
  }
}
