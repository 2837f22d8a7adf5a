package io.echosphere.application.hearing;

import io.echosphere.application.port.out.Telemetry.CallTrace;
import io.echosphere.application.session.Mailbox;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small fixed pool of platform threads on which all callers are heard; each call is pinned to one
 * of them, because suppression and detection are native and keep their thread. Thread-safe.
 */
public final class Ears implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ears.class);

  /** How often an ear looks round when no frame wakes it: a muted track must still end speech. */
  private static final long LOOK_NANOS = 20_000_000L;

  private final Hearing.Parts parts;
  private final List<Ear> ears;

  /**
   * Starts the threads.
   *
   * @param count at least 1
   */
  public Ears(Hearing.Parts parts, int count) {
    this.parts = parts;
    this.ears = IntStream.range(0, count).mapToObj(Ear::new).toList();
    ears.forEach(Ear::start);
  }

  /**
   * Begins to hear a caller, on the ear with the fewest. Loads native code: not for audio threads.
   */
  public Hearing open(Mailbox mailbox, CallTrace trace) {
    var hearing = new Hearing(parts, mailbox, trace);
    var ear =
        ears.stream()
            .min(Comparator.comparingInt(candidate -> candidate.calls.size()))
            .orElseThrow();
    hearing.wakeBy(ear::wake);
    ear.calls.add(hearing);
    return hearing;
  }

  /** Stops the threads; calls still heard are released. */
  @Override
  public void close() {
    ears.forEach(Ear::stop);
  }

  private static final class Ear implements Runnable {
    private final List<Hearing> calls = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean stopped;

    Ear(int number) {
      thread = Thread.ofPlatform().name("ear-" + number).daemon().unstarted(this);
    }

    void start() {
      thread.start();
    }

    void wake() {
      LockSupport.unpark(thread);
    }

    void stop() {
      stopped = true;
      wake();
    }

    @Override
    public void run() {
      while (!stopped) {
        LockSupport.parkNanos(this, LOOK_NANOS);
        calls.forEach(this::serve);
      }
      calls.forEach(Hearing::release);
    }

    private void serve(Hearing call) {
      try {
        if (call.isClosed()) {
          calls.remove(call);
          call.release();
        } else {
          call.listen();
        }
      } catch (RuntimeException | LinkageError bug) {
        call.context().run(() -> LOG.error("An ear gave up on a call", bug));
        calls.remove(call);
        call.failed(bug);
      }
    }
  }
}
