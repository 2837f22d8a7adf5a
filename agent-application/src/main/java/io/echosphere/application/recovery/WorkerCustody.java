package io.echosphere.application.recovery;

import io.echosphere.application.port.in.AgentJobs.Job;
import io.echosphere.domain.session.SessionId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Custody as the database knows it; while it is away every job and every caller is new. */
record WorkerCustody(
    LeaseKeeper keeper, Roster roster, Survivors survivors, Successions successions)
    implements Custody {
  /** Only a room that was empty can have been made anew. */
  @Override
  public CompletionStage<Boolean> wanted(Job job) {
    return job.room().empty() && keeper.isSeeing()
        ? survivors.wanted(job)
        : CompletableFuture.completedFuture(true);
  }

  @Override
  public boolean isHeldElsewhere(String room) {
    return keeper.isSeeing() && survivors.isHeldElsewhere(room);
  }

  @Override
  public Succession succeed(Job job) {
    return keeper.isSeeing() ? successions.succeed(job) : Succession.NONE;
  }

  @Override
  public void entered(SessionId session, Runnable abandon) {
    roster.enter(session, abandon);
  }

  @Override
  public void left(SessionId session) {
    roster.leave(session);
  }
}
