package io.echosphere.adapter.livekit.dispatch;

import io.echosphere.application.port.in.AgentJobs;
import io.echosphere.application.port.out.Timers;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers this process to a LiveKit server as an agent worker and hands it the jobs it is given. It
 * registers, and registers again after any trouble, for as long as it lives; running jobs go on
 * meanwhile. Thread-safe: all state is owned by one thread of its own, {@code livekit-worker}, on
 * which the jobs' and the listener's methods are called.
 *
 * <p>That thread's mailbox is bounded by what feeds it: a few timers, two reports a job, and at
 * most 1,024 unread frames, beyond which the connection is dropped.
 */
public final class LiveKitWorker implements AutoCloseable {
  private static final long CLOSE_SECONDS = 3;
  private static final Logger log = LoggerFactory.getLogger(LiveKitWorker.class);

  private final ExecutorService owner =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("livekit-worker").daemon(true).factory());
  private final WorkerTransport transport;
  private final WorkerProtocol protocol;
  private volatile boolean registered;

  /**
   * Makes a worker that does nothing yet.
   *
   * @param jobs runs the jobs; its methods are called on the worker's thread and must not block
   * @param timers the clock
   * @param listener hears when the worker is registered and when it is not
   */
  public LiveKitWorker(
      WorkerSettings settings, AgentJobs jobs, Timers timers, WorkerListener listener) {
    transport = new OkHttpTransport(settings);
    var wiring = new WorkerProtocol.Wiring(transport, new Backoff(new Random()), this::tell);
    protocol = new WorkerProtocol(settings, jobs, timers, new Noting(listener), wiring);
  }

  /** Begins to connect and returns at once. Starting twice does nothing. */
  public void start() {
    tell(protocol::start);
  }

  /** Takes no further jobs and tells the server so; running ones go on. Cannot be undone. */
  public void drain() {
    tell(protocol::drain);
  }

  /**
   * Tells the server at once if the worker has become full or available; otherwise it learns it
   * within 2.5 s.
   */
  public void standingChanged() {
    tell(protocol::standingMayHaveChanged);
  }

  /** Whether a server knows this worker now. */
  public boolean isRegistered() {
    return registered;
  }

  /**
   * Says good-bye after what was already reported, and frees the threads. Waits at most a few
   * seconds. Jobs are not ended: drain first, and wait for them. Idempotent.
   */
  @Override
  public void close() {
    tell(protocol::close);
    owner.shutdown();
    try {
      if (!owner.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        owner.shutdownNow();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      owner.shutdownNow();
    }
    registered = false;
    transport.close();
  }

  /** A bug in one task must not end the thread that all depends on. */
  private void tell(Runnable task) {
    try {
      owner.execute(
          () -> {
            try {
              task.run();
            } catch (RuntimeException bug) {
              log.error("the LiveKit worker met a bug and goes on", bug);
            }
          });
    } catch (RejectedExecutionException _) {
      // Closed: there is nobody left to tell.
    }
  }

  private final class Noting implements WorkerListener {
    private final WorkerListener listener;

    private Noting(WorkerListener listener) {
      this.listener = listener;
    }

    @Override
    public void registered(String workerId) {
      registered = true;
      listener.registered(workerId);
    }

    @Override
    public void available() {
      listener.available();
    }

    @Override
    public void unavailable(String problem) {
      registered = false;
      listener.unavailable(problem);
    }
  }
}
