package io.echosphere.application.port.out;

import io.echosphere.application.port.out.WorkerLeases.Holder;
import io.echosphere.application.port.out.WorkerLeases.LostSession;
import io.echosphere.domain.session.SessionId;
import java.util.Optional;
import java.util.UUID;

class InMemoryLeaseTableTest extends WorkerLeasesContract {
  private final InMemoryLeaseTable table = new InMemoryLeaseTable(new ManualTimers());

  @Override
  protected WorkerLeases of(Holder holder) {
    return table.of(holder);
  }

  @Override
  protected void begin(UUID worker, LostSession session) {
    table.begin(worker, session);
  }

  @Override
  protected void expire(UUID worker) {
    table.expire(worker);
  }

  @Override
  protected Optional<String> ended(SessionId session) {
    return Optional.ofNullable(table.row(session).reason());
  }
}
