package io.echosphere.application.recovery;

import io.echosphere.application.port.in.AgentJobs.Job;
import io.echosphere.application.port.out.SessionRepository.StoredSession;
import io.echosphere.domain.session.SessionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Custody of what a test says was lost. Thread-safe. */
public final class ScriptedCustody implements Custody {
  private final Map<SessionId, Runnable> running = new ConcurrentHashMap<>();
  private final List<SessionId> left = new CopyOnWriteArrayList<>();
  private final List<SessionId> givenBack = new CopyOnWriteArrayList<>();
  private volatile @Nullable StoredSession lost;
  private volatile CompletableFuture<Boolean> wanted = CompletableFuture.completedFuture(true);

  /** The next jobs find this session. */
  public void lose(StoredSession session) {
    lost = session;
  }

  /** Another worker claims all that goes on here. */
  public void claimAll() {
    running.values().forEach(Runnable::run);
  }

  /** The sessions that go on. */
  public List<SessionId> running() {
    return List.copyOf(running.keySet());
  }

  /** The sessions that are over, in order. */
  public List<SessionId> left() {
    return List.copyOf(left);
  }

  /** What was found and not used. */
  public List<SessionId> givenBack() {
    return List.copyOf(givenBack);
  }

  /** The next jobs are not known to be wanted until this says so. */
  public CompletableFuture<Boolean> holdJobs() {
    wanted = new CompletableFuture<>();
    return wanted;
  }

  @Override
  public CompletionStage<Boolean> wanted(Job job) {
    return wanted;
  }

  @Override
  public boolean isHeldElsewhere(String room) {
    return false;
  }

  @Override
  public Succession succeed(Job job) {
    var found = lost;
    return found == null ? Succession.NONE : new Offered(found);
  }

  @Override
  public void entered(SessionId session, Runnable abandon) {
    running.put(session, abandon);
  }

  @Override
  public void left(SessionId session) {
    running.remove(session);
    left.add(session);
  }

  private final class Offered implements Succession {
    private final StoredSession offered;
    private boolean settled;

    private Offered(StoredSession offered) {
      this.offered = offered;
    }

    @Override
    public Optional<StoredSession> of(String userId) {
      if (!settled && offered.session().userId().equals(userId)) {
        settled = true;
        return Optional.of(offered);
      }
      close();
      return Optional.empty();
    }

    @Override
    public void close() {
      if (!settled) {
        settled = true;
        givenBack.add(offered.session().id());
      }
    }
  }
}
