package io.echosphere.worker.wiring;

import io.echosphere.application.port.out.SessionRepository;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Place;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import java.util.List;
import java.util.Optional;

/** Keeps nothing, as {@code DATABASE_URL=none} asks. */
final class Forgetful implements SessionRepository {
  @Override
  public void create(Session session) {}

  @Override
  public void update(Session session) {}

  @Override
  public void add(SessionId session, Message message, Place place) {}

  @Override
  public Optional<StoredSession> find(SessionId id) {
    return Optional.empty();
  }

  @Override
  public List<Session> listByUser(String userId, int limit) {
    return List.of();
  }
}
