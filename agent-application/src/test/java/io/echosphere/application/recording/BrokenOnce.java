package io.echosphere.application.recording;

import io.echosphere.application.port.out.SessionRepository;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Place;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A repository with a bug: the first message makes it throw what its port does not allow. */
record BrokenOnce(SessionRepository sound, AtomicBoolean broke) implements SessionRepository {
  BrokenOnce(SessionRepository sound) {
    this(sound, new AtomicBoolean());
  }

  @Override
  public void create(Session session) throws RepositoryUnavailable {
    sound.create(session);
  }

  @Override
  public void update(Session session) throws RepositoryUnavailable {
    sound.update(session);
  }

  @Override
  public void add(SessionId session, Message message, Place place) throws RepositoryUnavailable {
    if (broke.compareAndSet(false, true)) {
      throw new IllegalStateException("as the test wants");
    }
    sound.add(session, message, place);
  }

  @Override
  public Optional<StoredSession> find(SessionId id) throws RepositoryUnavailable {
    return sound.find(id);
  }

  @Override
  public List<Session> listByUser(String userId, int limit) throws RepositoryUnavailable {
    return sound.listByUser(userId, limit);
  }
}
