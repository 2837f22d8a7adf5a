package io.echosphere.worker.faults;

import io.echosphere.adapter.time.SystemFrameClock;
import io.echosphere.application.port.out.Cancellable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One clock for the microphones of all callers of this process. Thread-safe. */
final class Microphones implements AutoCloseable {
  private final Set<PatientCaller> callers = ConcurrentHashMap.newKeySet();
  private final Cancellable clock =
      new SystemFrameClock()
          .start((frames, _, _) -> callers.forEach(caller -> caller.beat(frames)));

  void add(PatientCaller caller) {
    callers.add(caller);
  }

  void remove(PatientCaller caller) {
    callers.remove(caller);
  }

  @Override
  public void close() {
    clock.cancel();
  }
}
