package io.echosphere.domain.turn;

/**
 * What an operator may tune of turn-taking; all times in ms.
 *
 * @param endpointing how long a turn's window stays open
 * @param interruptMinMillis speech over the agent's that lasts this long is an interruption
 * @param resumeAfterMillis how long a held reply waits for words once the sound is over
 * @param joinTimeoutMillis how long a room may stay without a caller
 * @param callerGraceMillis how long a caller who left may take to come back
 * @param greets whether the agent speaks first, with its set greeting
 */
public record TurnSettings(
    EndpointingPolicy endpointing,
    long interruptMinMillis,
    long resumeAfterMillis,
    long joinTimeoutMillis,
    long callerGraceMillis,
    boolean greets) {

  /** Faults of ours in a row after which a session ends as failed. */
  static final int MAX_FAILURES = 3;

  /** False pauses in one reply after which a later sound only makes it quieter. */
  static final int MAX_FALSE_PAUSES = 2;

  /** How often a turn's reply is begun anew because the recogniser changed its words. */
  static final int MAX_RESTARTS = 2;

  /** Replies drafted before a turn has ended, at most: each that is called off costs money. */
  static final int MAX_DRAFTS = 3;

  /** How long the end of a session waits for its last reply to stop. */
  static final long CLOSING_MILLIS = 1_000;
}
