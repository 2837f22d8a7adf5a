package io.echosphere.adapter.time;

import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.FrameClock;
import io.echosphere.domain.audio.PacingSchedule;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Beats on one platform thread, {@code mouth}, of the highest priority the system grants. Deadlines
 * are absolute, so that a late wake-up does not delay the beats after it. Thread-safe.
 */
public final class SystemFrameClock implements FrameClock {
  private static final Logger LOG = LoggerFactory.getLogger(SystemFrameClock.class);

  /** Of beats that fail, every so many is logged: ten seconds' worth. */
  private static final int LOGGED_FAILURE = 1_000;

  @Override
  public Cancellable start(Beat beat) {
    var running = new Running(beat);
    running.thread.start();
    return running;
  }

  /** One started clock. */
  private static final class Running implements Cancellable, Runnable {
    private final Beat beat;

    // Nothing relies on the priority: it only helps where the system honours it.
    @SuppressWarnings("ThreadPriorityCheck")
    private final Thread thread =
        Thread.ofPlatform().daemon().name("mouth").priority(Thread.MAX_PRIORITY).unstarted(this);

    private volatile boolean stopped;

    /** Touched by the clock's thread alone. */
    private int failures;

    private Running(Beat beat) {
      this.beat = beat;
    }

    @Override
    public void run() {
      var schedule = new PacingSchedule(System.nanoTime() + PacingSchedule.FRAME_NANOS);
      while (!stopped) {
        long early = schedule.nextDueNanos() - System.nanoTime();
        if (early > 0) {
          LockSupport.parkNanos(this, early);
        } else {
          beat(schedule.take(System.nanoTime()));
        }
      }
    }

    /** A beat that fails must not silence every other call of the process. */
    private void beat(PacingSchedule.Due due) {
      try {
        beat.frames(due.frames(), due.latenessNanos(), due.skipped());
      } catch (Throwable bug) {
        if (failures++ % LOGGED_FAILURE == 0) {
          LOG.error("A beat of the frame clock failed, number {}", failures, bug);
        }
      }
    }

    @Override
    public void cancel() {
      stopped = true;
      LockSupport.unpark(thread);
      if (Thread.currentThread() == thread) {
        return;
      }
      boolean interrupted = false;
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
