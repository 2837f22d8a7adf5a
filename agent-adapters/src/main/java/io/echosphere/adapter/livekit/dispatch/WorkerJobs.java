package io.echosphere.adapter.livekit.dispatch;

import io.echosphere.application.port.in.AgentJobs;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import livekit.LivekitAgent.AvailabilityRequest;
import livekit.LivekitAgent.Job;
import livekit.LivekitAgent.JobAssignment;
import livekit.LivekitAgent.WorkerMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs of a worker, over all its connections: answers offers, starts what is assigned, and
 * tells the server how each ended, exactly once. Owned by the worker's thread.
 */
final class WorkerJobs {
  private static final Logger log = LoggerFactory.getLogger(WorkerJobs.class);

  private final WorkerSettings settings;
  private final AgentJobs jobs;
  private final Executor owner;
  private final Host host;
  private final JobUpdates updates = new JobUpdates();
  private final Set<String> running = new HashSet<>();

  /** What the connection does for the jobs. */
  interface Host {
    /** Sends a message; false if the worker is not registered now. */
    boolean send(WorkerMessage message);

    /** The worker may have become full or available. */
    void standingMayHaveChanged();

    /** The server sent something that makes no sense. */
    void odd(String kind);
  }

  WorkerJobs(WorkerSettings settings, AgentJobs jobs, Executor owner, Host host) {
    this.settings = settings;
    this.jobs = jobs;
    this.owner = owner;
    this.host = host;
  }

  int running() {
    return running.size();
  }

  /** The statuses that the server may not have got. */
  JobUpdates updates() {
    return updates;
  }

  /** Answers an offer at once: the server waits ten seconds, then the job is lost. */
  void offered(AvailabilityRequest offer, boolean draining) {
    String jobId = offer.getJob().getId();
    if (jobId.isEmpty()) {
      host.odd("an offer without a job");
      return;
    }
    boolean taken = !draining && admits(jobId);
    host.send(taken ? WorkerMessages.accept(jobId, settings) : WorkerMessages.refuse(jobId));
    log.debug("job {} was offered and {}", jobId, taken ? "taken" : "refused");
    host.standingMayHaveChanged();
  }

  private boolean admits(String jobId) {
    try {
      return jobs.admit(jobId);
    } catch (RuntimeException bug) {
      // An offer without an answer is lost to all workers; one refused goes to another.
      log.error("job {} is refused, because asking for a place failed", jobId, bug);
      return false;
    }
  }

  /** Starts a job. */
  void assigned(JobAssignment assignment) {
    var job = assignment.getJob();
    if (job.getId().isEmpty() || job.getRoom().getName().isEmpty()) {
      host.odd("an assignment without a job or room");
      return;
    }
    if (!running.add(job.getId())) {
      host.odd("an assignment of a job that is running");
      return;
    }
    // livekit-server leaves the address empty: the job is at the server that assigned it.
    String url = assignment.getUrl().isEmpty() ? settings.url().toString() : assignment.getUrl();
    var accepted =
        new AgentJobs.Job(job.getId(), roomOf(job), url, assignment.getToken(), job.getMetadata());
    log.info("{} is assigned", accepted);
    try {
      jobs.start(accepted, new JobReport(job.getId()));
    } catch (RuntimeException bug) {
      log.error("{} could not be started", accepted, bug);
      jobEnded(job.getId(), false, "the worker could not start the job");
    }
    host.standingMayHaveChanged();
  }

  private static AgentJobs.JobRoom roomOf(Job job) {
    var room = job.getRoom();
    return new AgentJobs.JobRoom(room.getName(), room.getSid(), room.getNumParticipants() == 0);
  }

  /** Ends a job at the server's wish. */
  void terminated(String jobId) {
    log.info("LiveKit ends job {}", jobId);
    jobs.terminate(jobId);
  }

  private void jobRunning(String jobId) {
    if (running.contains(jobId)) {
      update(WorkerMessages.jobRunning(jobId));
    }
  }

  private void jobEnded(String jobId, boolean success, String detail) {
    if (running.remove(jobId)) {
      update(WorkerMessages.jobEnded(jobId, success, detail));
      host.standingMayHaveChanged();
    }
  }

  private void update(WorkerMessage message) {
    if (updates.add(message)) {
      log.warn("LiveKit was away for long: the oldest of {} job updates is lost", updates.size());
    }
    updates.send(host::send);
  }

  /** Tells the owner how a job goes, whatever connection there is by then. */
  private final class JobReport implements AgentJobs.Report {
    private final String jobId;

    private JobReport(String jobId) {
      this.jobId = jobId;
    }

    @Override
    public void running() {
      owner.execute(() -> jobRunning(jobId));
    }

    @Override
    public void ended(boolean success, String detail) {
      owner.execute(() -> jobEnded(jobId, success, detail));
    }
  }
}
