package io.echosphere.worker.call;

/** What happened in a call, told as it happens. Times are in ns. */
public sealed interface CallNews {
  /**
   * The agent is in the room.
   *
   * @param identity its participant identity
   * @param joinNanos from the caller's connecting to the agent's joining
   */
  record AgentJoined(String identity, long joinNanos) implements CallNews {}

  /**
   * The greeting has ended.
   *
   * @param afterNanos from the caller's having joined to the greeting's first voiced sample
   * @param lastedNanos from its first to its last voiced sample
   */
  record Greeted(long afterNanos, long lastedNanos) implements CallNews {}

  /** The agent is there but says nothing by itself. */
  record NotGreeted() implements CallNews {}

  /**
   * Somebody said something.
   *
   * @param agent whether it was the agent
   * @param segment a later text of the same segment replaces an earlier one
   * @param text what
   * @param isFinal whether it is complete
   */
  record Said(boolean agent, String segment, String text, boolean isFinal) implements CallNews {}

  /**
   * A turn was answered.
   *
   * @param turn counted from 1
   * @param clip what was said
   * @param afterNanos voice to voice: from the last voiced sample sent to the first voiced sample
   *     of the reply received
   * @param lastedNanos from the reply's first to its last voiced sample
   * @param levelDbfs mean level of its voiced frames
   * @param cutIn whether the agent spoke before the caller had finished: not a latency then
   */
  record Answered(
      int turn, String clip, long afterNanos, long lastedNanos, double levelDbfs, boolean cutIn)
      implements CallNews {}

  /** A turn was not answered in time. */
  record Unanswered(int turn, String clip) implements CallNews {}

  /**
   * A reply was spoken over.
   *
   * @param turn whose reply it was
   * @param untilSilenceNanos from the first voiced sample sent to the last voiced sample received
   */
  record Interrupted(int turn, long untilSilenceNanos) implements CallNews {}

  /**
   * The call is over. Last news.
   *
   * @param problem why it failed, with a fix; empty if it did not
   */
  record Ended(String problem) implements CallNews {}
}
