package io.echosphere.adapter.livekit.dispatch;

import io.echosphere.application.port.in.AgentJobs;
import livekit.LivekitAgent.AvailabilityResponse;
import livekit.LivekitAgent.JobStatus;
import livekit.LivekitAgent.JobType;
import livekit.LivekitAgent.RegisterWorkerRequest;
import livekit.LivekitAgent.UpdateJobStatus;
import livekit.LivekitAgent.UpdateWorkerStatus;
import livekit.LivekitAgent.WorkerMessage;
import livekit.LivekitAgent.WorkerPing;
import livekit.LivekitAgent.WorkerStatus;
import livekit.LivekitModels.ParticipantPermission;

/** What this worker says to the server (livekit_agent.proto, protocol 1). */
final class WorkerMessages {
  /**
   * livekit-server gives nothing to workers whose load reaches its own {@code agents.target_load},
   * 0.7 by default. Whether this worker is full is for it alone to say, by its status; so the load
   * it reports stays below that, and only weighs it against other workers.
   */
  static final float LOAD_CEILING = 0.65f;

  /** The server stores the error with the dispatch and shows it; a stack of causes is no use. */
  private static final int MAX_ERROR = 500;

  private WorkerMessages() {}

  static WorkerMessage register(WorkerSettings settings, int pingSeconds) {
    var permissions =
        ParticipantPermission.newBuilder()
            .setCanPublish(true)
            .setCanSubscribe(true)
            .setCanPublishData(true)
            .setCanUpdateMetadata(true);
    var register =
        RegisterWorkerRequest.newBuilder()
            .setType(JobType.JT_ROOM)
            .setAgentName(settings.agentName())
            .setVersion(settings.version())
            .setPingInterval(pingSeconds)
            .setAllowedPermissions(permissions);
    return WorkerMessage.newBuilder().setRegister(register).build();
  }

  static WorkerMessage status(AgentJobs.Standing standing, boolean full) {
    var status =
        UpdateWorkerStatus.newBuilder()
            .setStatus(full ? WorkerStatus.WS_FULL : WorkerStatus.WS_AVAILABLE)
            .setLoad(Math.clamp(standing.load(), 0f, 1f) * LOAD_CEILING)
            .setJobCount(standing.sessions());
    return WorkerMessage.newBuilder().setUpdateWorker(status).build();
  }

  static WorkerMessage ping(long epochMillis) {
    return WorkerMessage.newBuilder()
        .setPing(WorkerPing.newBuilder().setTimestamp(epochMillis))
        .build();
  }

  static WorkerMessage accept(String jobId, WorkerSettings settings) {
    var answer =
        AvailabilityResponse.newBuilder()
            .setJobId(jobId)
            .setAvailable(true)
            .setParticipantIdentity("agent-" + jobId)
            .setParticipantName(settings.participantName())
            .putAllParticipantAttributes(settings.attributes());
    return WorkerMessage.newBuilder().setAvailability(answer).build();
  }

  static WorkerMessage refuse(String jobId) {
    return WorkerMessage.newBuilder()
        .setAvailability(AvailabilityResponse.newBuilder().setJobId(jobId).setAvailable(false))
        .build();
  }

  static WorkerMessage jobRunning(String jobId) {
    return jobStatus(jobId, JobStatus.JS_RUNNING, "");
  }

  static WorkerMessage jobEnded(String jobId, boolean success, String detail) {
    return jobStatus(
        jobId,
        success ? JobStatus.JS_SUCCESS : JobStatus.JS_FAILED,
        detail.length() <= MAX_ERROR ? detail : detail.substring(0, MAX_ERROR));
  }

  private static WorkerMessage jobStatus(String jobId, JobStatus status, String error) {
    var update =
        UpdateJobStatus.newBuilder().setJobId(jobId).setStatus(status).setError(error).build();
    return WorkerMessage.newBuilder().setUpdateJob(update).build();
  }
}
