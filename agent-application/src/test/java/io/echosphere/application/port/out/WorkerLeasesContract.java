package io.echosphere.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.WorkerLeases.Holder;
import io.echosphere.application.port.out.WorkerLeases.LostSession;
import io.echosphere.application.port.out.WorkerLeases.Taken;
import io.echosphere.domain.session.SessionId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link WorkerLeases} promises. */
public abstract class WorkerLeasesContract {
  private static final String SCOPE = "scope";
  private static final Duration LEASE = Duration.ofMinutes(10);

  private final Holder one = holder(SCOPE);
  private final Holder two = holder(SCOPE);
  private final Holder three = holder(SCOPE);

  /** The leases as one worker sees them. */
  protected abstract WorkerLeases of(Holder holder);

  /** A worker stores a session that it begins. */
  protected abstract void begin(UUID worker, LostSession session) throws Exception;

  /** A worker's lease runs out now. */
  protected abstract void expire(UUID worker) throws Exception;

  /** Why a session ended; empty while it is open. */
  protected abstract Optional<String> ended(SessionId session) throws Exception;

  /** A holder nobody else is. */
  protected static Holder holder(String scope) {
    return new Holder(UUID.randomUUID(), scope, "host", LEASE);
  }

  @Test
  void aLivingWorkersSessionsAreItsOwn() throws Exception {
    var session = begun(one);
    of(two).renew();

    assertThat(of(two).claim()).isZero();
    assertThat(of(one).claimedByOthers(Set.of(session.id()))).isEmpty();
    assertThat(of(two).living(List.of(one.worker(), UUID.randomUUID())))
        .containsExactly(one.worker());
  }

  @Test
  void ofALostWorkersSessionsEachIsClaimedOnce() throws Exception {
    var first = begun(one);
    var second = begun(one);
    of(two).renew();
    of(three).renew();
    expire(one.worker());

    assertThat(of(two).claim()).isEqualTo(2);
    assertThat(of(three).claim()).isZero();
    assertThat(of(two).lost(10)).containsExactlyInAnyOrder(first, second);
    assertThat(of(two).lost(1)).hasSize(1);
    assertThat(of(three).lost(10)).isEmpty();
    assertThat(of(one).claimedByOthers(Set.of(first.id(), second.id())))
        .containsExactlyInAnyOrder(first.id(), second.id());
    assertThat(of(two).living(List.of(one.worker(), two.worker()))).containsExactly(two.worker());
  }

  @Test
  void whoseOwnLeaseRanOutClaimsNothing() throws Exception {
    begun(one);
    of(two).renew();
    expire(one.worker());
    expire(two.worker());

    assertThat(of(two).claim()).isZero();
    of(two).renew();
    assertThat(of(two).claim()).isEqualTo(1);
  }

  @Test
  void workersOfAnotherScopeAreNoneOfItsBusiness() throws Exception {
    var session = begun(one);
    var stranger = holder("another");
    of(stranger).renew();
    expire(one.worker());

    assertThat(of(stranger).claim()).isZero();
    of(two).renew();
    assertThat(of(two).claim()).isEqualTo(1);
    assertThat(of(stranger).take(session.room(), Optional.empty())).isEmpty();
  }

  @Test
  void aLostSessionIsTakenOnceByWhomeverItsJobCameTo() throws Exception {
    var session = lostTo(two);
    of(three).renew();

    assertThat(of(three).take("another room", Optional.empty())).isEmpty();
    assertThat(of(three).take(session.room(), Optional.of(new SessionId(UUID.randomUUID()))))
        .isEmpty();
    assertThat(of(three).take(session.room(), Optional.of(session.id())))
        .map(Taken::id)
        .contains(session.id());
    assertThat(of(two).take(session.room(), Optional.empty())).isEmpty();
    assertThat(of(two).lost(10)).isEmpty();
    assertThat(of(two).claimedByOthers(Set.of(session.id()))).containsExactly(session.id());
    assertThat(of(three).claimedByOthers(Set.of(session.id()))).isEmpty();
  }

  @Test
  void aSessionThatGoesOnIsNotTaken() throws Exception {
    var session = begun(one);
    of(two).renew();

    assertThat(of(two).take(session.room(), Optional.of(session.id()))).isEmpty();
    assertThat(of(two).take(session.room(), Optional.empty())).isEmpty();
  }

  @Test
  void whatGoesOnInARoomIsSeenByTheOtherWorkersOfTheScope() throws Exception {
    var session = begun(one);
    of(two).renew();
    var stranger = holder("another");
    of(stranger).renew();

    assertThat(of(two).heldElsewhere(session.room())).contains(session.id());
    assertThat(of(two).heldElsewhere("another room")).isEmpty();
    assertThat(of(one).heldElsewhere(session.room())).as("its own").isEmpty();
    assertThat(of(stranger).heldElsewhere(session.room())).isEmpty();
    expire(one.worker());
    assertThat(of(two).heldElsewhere(session.room())).as("not claimed yet").isPresent();
    of(three).renew();
    of(three).claim();
    assertThat(of(two).heldElsewhere(session.room())).as("lost").isEmpty();
  }

  @Test
  void ofSeveralInARoomTheNewestIsTaken() throws Exception {
    var older = begun(one);
    var newer = new LostSession(new SessionId(UUID.randomUUID()), older.room(), "u");
    begin(one.worker(), newer);
    of(two).renew();
    expire(one.worker());
    of(two).claim();

    assertThat(of(two).take(older.room(), Optional.empty())).map(Taken::id).contains(newer.id());
  }

  @Test
  void whatIsGivenBackIsLostAgainToWhoTookIt() throws Exception {
    var session = lostTo(two);
    of(three).renew();
    var taken = of(three).take(session.room(), Optional.empty()).orElseThrow();

    of(three).giveBack(taken);

    assertThat(of(three).lost(10)).containsExactly(session);
    assertThat(of(two).take(session.room(), Optional.empty())).contains(taken);
    of(three).giveBack(taken);
    assertThat(of(three).lost(10)).as("it is another's by now").isEmpty();
  }

  @Test
  void aLostSessionIsClosedOnceByItsClaimant() throws Exception {
    var session = lostTo(two);
    of(three).renew();

    assertThat(of(three).close(session.id(), "worker lost")).isFalse();
    assertThat(of(two).close(session.id(), "worker lost")).isTrue();
    assertThat(of(two).close(session.id(), "again")).isFalse();
    assertThat(ended(session.id())).contains("worker lost");
    assertThat(of(two).lost(10)).isEmpty();
    assertThat(of(two).take(session.room(), Optional.empty())).isEmpty();
  }

  @Test
  void aSessionThatGoesOnIsNotClosed() throws Exception {
    var session = begun(one);

    assertThat(of(one).close(session.id(), "worker lost")).isFalse();
    assertThat(ended(session.id())).isEmpty();
  }

  @Test
  void aWorkerThatEndsEndsItsSessionsAndLeavesLostOnesToOthers() throws Exception {
    var lost = lostTo(two);
    var own = begun(two);
    of(three).renew();

    of(two).release("the worker stopped");

    assertThat(ended(own.id())).contains("the worker stopped");
    assertThat(ended(lost.id())).isEmpty();
    assertThat(of(three).living(List.of(two.worker()))).isEmpty();
    assertThat(of(three).claim()).isEqualTo(1);
    assertThat(of(three).lost(10)).containsExactly(lost);
  }

  @Test
  void whatWasStoredJustNowIsNotTakenForAPredecessors() throws Exception {
    var session = begun(one);

    assertThat(of(one).disown(Set.of())).isZero();
    assertThat(of(one).lost(10)).isEmpty();
    assertThat(of(one).claimedByOthers(Set.of(session.id()))).isEmpty();
  }

  private LostSession begun(Holder holder) throws Exception {
    of(holder).renew();
    var session =
        new LostSession(new SessionId(UUID.randomUUID()), "room-" + UUID.randomUUID(), "u");
    begin(holder.worker(), session);
    return session;
  }

  private LostSession lostTo(Holder claimant) throws Exception {
    var session = begun(one);
    of(claimant).renew();
    expire(one.worker());
    assertThat(of(claimant).claim()).isEqualTo(1);
    return session;
  }
}
