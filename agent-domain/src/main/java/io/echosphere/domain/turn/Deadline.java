package io.echosphere.domain.turn;

/**
 * Something that must have happened by a certain time. Each carries the mark of the moment that set
 * it: one whose moment has passed is ignored, so deadlines are never called off.
 */
public sealed interface Deadline {
  /** A caller should have come by now. */
  record CallerExpected() implements Deadline {}

  /** The caller who left should be back. */
  record CallerReturns(long mark) implements Deadline {}

  /** The words that come at once with the end of a voice have come; its pause is the mark. */
  record WordsSettled(long pause) implements Deadline {}

  /** The turn's window closes. */
  record TurnEnds(long mark) implements Deadline {}

  /** The caller's speech, from when it began, has lasted as long as a turn may. */
  record TurnTooLong(long startedMillis) implements Deadline {}

  /** The caller has said nothing for long. */
  record CallerQuiet(long mark) implements Deadline {}

  /** The reply should have been heard by now. */
  record ReplyExpected(ReplyId reply) implements Deadline {}

  /** Speech over the agent's has lasted long enough to be an interruption. */
  record InterruptionCounts(long mark) implements Deadline {}

  /** No more came of the sound, or of the words, that held the reply: it goes on. */
  record ReplyResumes(long mark) implements Deadline {}

  /** The last reply should have stopped by now; the session closes without it. */
  record SessionCloses() implements Deadline {}
}
