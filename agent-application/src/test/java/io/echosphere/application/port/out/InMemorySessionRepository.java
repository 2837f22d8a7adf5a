package io.echosphere.application.port.out;

import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Place;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A repository that forgets at the end of the process and fails when told to. Failures are counted
 * down first: a failed call stores nothing.
 */
public final class InMemorySessionRepository implements SessionRepository, SessionArchive {
  private static final Comparator<Position> OLDEST_FIRST =
      Comparator.comparing(Position::createdAt).thenComparing(position -> position.id().toString());

  private final Map<SessionId, Session> sessions = new HashMap<>();
  private final Map<SessionId, Map<UUID, Told>> messages = new HashMap<>();
  private int failures;
  private boolean transientFault;
  private int attempts;

  /** The next calls fail as if the database were away. */
  public synchronized void beAway(int calls) {
    failures = calls;
    transientFault = true;
  }

  /** The next calls are refused for good. */
  public synchronized void refuse(int calls) {
    failures = calls;
    transientFault = false;
  }

  /** Calls work again. */
  public synchronized void comeBack() {
    failures = 0;
  }

  /** How many calls there were, failed ones among them. */
  public synchronized int attempts() {
    return attempts;
  }

  /** The messages of a session in the order in which they were first added. */
  public synchronized List<Message> added(SessionId session) {
    return told(session).stream().map(Told::message).toList();
  }

  private List<Told> told(SessionId session) {
    return List.copyOf(messages.getOrDefault(session, Map.of()).values());
  }

  private record Told(Message message, Place place) {
    /** What a later telling may change of it. */
    Told retold(Message later, Place at) {
      return at.revision() <= place.revision()
          ? this
          : new Told(
              new Message(
                  message.id(),
                  message.role(),
                  later.content(),
                  later.audio(),
                  later.interrupted(),
                  message.createdAt(),
                  later.latency()),
              new Place(place.sequence(), at.revision()));
    }
  }

  @Override
  public synchronized void create(Session session) throws RepositoryUnavailable {
    enter("create");
    sessions.putIfAbsent(session.id(), session);
  }

  @Override
  public synchronized void update(Session session) throws RepositoryUnavailable {
    enter("update");
    var stored = sessions.get(session.id());
    if (stored != null && !stored.status().isEnded()) {
      sessions.put(session.id(), session);
    }
  }

  @Override
  public synchronized void add(SessionId session, Message message, Place place)
      throws RepositoryUnavailable {
    enter("add");
    if (!sessions.containsKey(session)) {
      throw new RepositoryUnavailable("add: there is no such session", false, null);
    }
    messages
        .computeIfAbsent(session, _ -> new LinkedHashMap<>())
        .merge(
            message.id(), new Told(message, place), (was, is) -> was.retold(is.message, is.place));
  }

  @Override
  public synchronized Optional<StoredSession> find(SessionId id) throws RepositoryUnavailable {
    enter("find");
    return Optional.ofNullable(sessions.get(id))
        .map(
            session ->
                new StoredSession(
                    session,
                    told(id).stream()
                        .sorted(
                            Comparator.comparingInt((Told told) -> told.place().sequence())
                                .thenComparing(told -> told.message().createdAt())
                                .thenComparing(told -> told.message().id().toString()))
                        .map(Told::message)
                        .toList()));
  }

  @Override
  public synchronized List<Session> listByUser(String userId, int limit)
      throws RepositoryUnavailable {
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("limit " + limit + " is not within 1 to 1000");
    }
    enter("listByUser");
    return sessions.values().stream()
        .filter(session -> session.userId().equals(userId))
        .sorted(
            Comparator.comparing(Session::createdAt)
                .thenComparing(session -> session.id().toString())
                .reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Summary> page(Query query) throws RepositoryUnavailable {
    enter("page");
    var after = query.after();
    return sessions.values().stream()
        .filter(session -> query.userId() == null || session.userId().equals(query.userId()))
        .filter(session -> after == null || OLDEST_FIRST.compare(placed(session), after) < 0)
        .sorted(Comparator.comparing(InMemorySessionRepository::placed, OLDEST_FIRST.reversed()))
        .limit(query.limit())
        .map(this::summary)
        .toList();
  }

  @Override
  public synchronized boolean delete(SessionId id) throws RepositoryUnavailable {
    enter("delete");
    messages.remove(id);
    return sessions.remove(id) != null;
  }

  @Override
  public synchronized int deleteOfUser(String userId, int most) throws RepositoryUnavailable {
    enter("deleteOfUser");
    return delete(session -> session.userId().equals(userId), most);
  }

  @Override
  public synchronized int deleteCreatedBefore(Instant before, int most)
      throws RepositoryUnavailable {
    enter("deleteCreatedBefore");
    return delete(session -> session.createdAt().isBefore(before), most);
  }

  private int delete(Predicate<Session> which, int most) {
    if (most < 1 || most > LARGEST_BATCH) {
      throw new IllegalArgumentException(most + " is not in 1 to " + LARGEST_BATCH);
    }
    var chosen =
        sessions.values().stream()
            .filter(which)
            .sorted(Comparator.comparing(InMemorySessionRepository::placed, OLDEST_FIRST))
            .limit(most)
            .map(Session::id)
            .toList();
    chosen.forEach(sessions::remove);
    chosen.forEach(messages::remove);
    return chosen.size();
  }

  private Summary summary(Session session) {
    var latencies =
        added(session.id()).stream()
            .map(Message::latency)
            .filter(Objects::nonNull)
            .sorted()
            .toList();
    return new Summary(
        session,
        added(session.id()).size(),
        latencies.isEmpty() ? null : latencies.get((latencies.size() - 1) / 2));
  }

  private static Position placed(Session session) {
    return new Position(session.createdAt(), session.id());
  }

  private void enter(String call) throws RepositoryUnavailable {
    attempts++;
    if (failures > 0) {
      failures--;
      throw new RepositoryUnavailable(call + " failed as scripted", transientFault, null);
    }
  }
}
