package io.echosphere.application.port.in;

/** What LiveKit may ask of this worker. Thread-safe; nothing here blocks. */
public interface AgentJobs {
  /**
   * Whether a job would be taken now. A yes reserves a place until the job is started, or for ten
   * seconds.
   */
  boolean admit(String jobId);

  /**
   * Runs an assigned job on a thread of its own. A job that is already running is left alone. The
   * report hears {@code running} at most once, then {@code ended} exactly once, in every case.
   */
  void start(Job job, Report report);

  /** Ends a running job; one that is unknown is ignored. */
  void terminate(String jobId);

  /** What this worker tells LiveKit about itself. */
  Standing standing();

  /**
   * One job.
   *
   * @param id LiveKit's job id
   * @param room the room that wants an agent
   * @param url the server to join at
   * @param token the agent's JWT for that room; secret
   * @param metadata what the dispatch carried; may be empty
   */
  record Job(String id, JobRoom room, String url, String token, String metadata) {
    @Override
    public String toString() {
      return "job " + id + " in room " + room.name();
    }
  }

  /**
   * The room of a job, as it was when the job was made.
   *
   * @param name its name
   * @param sid which of the rooms of that name; may be empty. A room that is made anew has another,
   *     unless the servers share a Redis that remembers it
   * @param empty whether nobody was in it but agents, as far as LiveKit knew: it counts at the
   *     making of a room, and then every five seconds ({@code roomUpdateInterval} of its {@code
   *     pkg/rtc/room.go})
   */
  record JobRoom(String name, String sid, boolean empty) {}

  /** Hears how a job goes. Must not block. */
  interface Report {
    /** The agent has joined the room. */
    void running();

    /**
     * The job is over. Told before the agent leaves its room: LiveKit records a job whose agent
     * left first as failed.
     *
     * @param success false if the job failed
     * @param detail why it failed; empty on success
     */
    void ended(boolean success, String detail);
  }

  /**
   * A worker's standing.
   *
   * @param full whether no job is taken now
   * @param load 0 to 1, of sessions and of the pacer's lateness, not of the machine
   * @param sessions running jobs
   */
  record Standing(boolean full, float load, int sessions) {}
}
