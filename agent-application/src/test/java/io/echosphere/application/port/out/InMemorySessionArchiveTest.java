package io.echosphere.application.port.out;

final class InMemorySessionArchiveTest extends SessionArchiveContract {
  private final InMemorySessionRepository repository = new InMemorySessionRepository();

  @Override
  protected SessionArchive archive() {
    return repository;
  }

  @Override
  protected SessionRepository repository() {
    return repository;
  }
}
