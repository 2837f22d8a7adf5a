package io.echosphere.worker.faults;

import io.echosphere.adapter.time.SystemFrameClock;
import io.echosphere.application.port.out.Cancellable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One clock for the microphones of all callers of this process. Thread-safe. */
final class Microphones implements AutoCloseable {
  private final Set<PatientCaller> callers = ConcurrentHashMap.newKeySet();
  private final AtomicLong latest = new AtomicLong();
  private final Cancellable clock =
      new SystemFrameClock()
          .start(
              (frames, lateness, _) -> {
                latest.accumulateAndGet(lateness, Math::max);
                callers.forEach(caller -> caller.beat(frames));
              });

  void add(PatientCaller caller) {
    callers.add(caller);
  }

  void remove(PatientCaller caller) {
    callers.remove(caller);
  }

  /** How long the machine stood at most since the last call: the latest beat, in ms. */
  long takeLatest() {
    return TimeUnit.NANOSECONDS.toMillis(latest.getAndSet(0));
  }

  @Override
  public void close() {
    clock.cancel();
  }
}
