package io.echosphere.simulator.aws.call;

/** How a call stands or ended. */
public enum Outcome {
  /** Not answered to the end yet. */
  RUNNING,
  /** Answered to the end. */
  COMPLETED,
  /** Answered with an error, as a status or as an exception event. */
  REFUSED,
  /** The client reset the stream or closed the connection before the answer's end. */
  CANCELLED,
  /** A planned fault broke the answer off. */
  BROKEN
}
