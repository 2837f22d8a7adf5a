package io.echosphere.application.port.out;

import io.echosphere.application.port.out.InMemorySessionEventLog.Taken;

class InMemorySessionEventLogTest extends SessionEventLogContract {
  private final InMemorySessionEventLog log = new InMemorySessionEventLog();

  @Override
  protected SessionEventLog log() {
    return log;
  }

  @Override
  protected Kept kept(String jobId) {
    var call = log.of(jobId).orElseThrow();
    return new Kept(
        call.beginning(),
        call.taken().stream().map(Taken::event).toList(),
        call.taken().stream().map(Taken::atMillis).toList(),
        call.session(),
        call.hasEnded(),
        0);
  }
}
