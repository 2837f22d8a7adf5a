package io.echosphere.application.port.out;

final class InMemorySessionRepositoryTest extends SessionRepositoryContract {
  private final InMemorySessionRepository repository = new InMemorySessionRepository();

  @Override
  protected SessionRepository repository() {
    return repository;
  }
}
