package io.echosphere.worker.call;

import java.util.Optional;

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
   * @param beganNanos when its first voiced sample came, by the system's monotonic clock
   */
  record Greeted(long afterNanos, long lastedNanos, long beganNanos) implements CallNews {}

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
   * @param line what was said, by its file's name, or what was typed
   * @param typed whether it was typed
   * @param afterNanos voice to voice: from the last voiced sample sent, or from the message's
   *     sending, to the first voiced sample of the reply received
   * @param lastedNanos from the reply's first to its last voiced sample
   * @param beganNanos when its first voiced sample came, by the system's monotonic clock
   * @param levelDbfs mean level of its voiced frames
   * @param cutIn whether the agent spoke before the caller had finished: not a latency then
   */
  record Answered(
      int turn,
      String line,
      boolean typed,
      long afterNanos,
      long lastedNanos,
      long beganNanos,
      double levelDbfs,
      boolean cutIn)
      implements CallNews {}

  /** A turn was not answered in time. */
  record Unanswered(int turn, String line) implements CallNews {}

  /**
   * A reply was spoken over.
   *
   * @param turn whose reply it was
   * @param untilSilenceNanos from the first voiced sample sent to the last voiced sample received
   */
  record Interrupted(int turn, long untilSilenceNanos) implements CallNews {}

  /**
   * A sound that claims no turn was made over a reply.
   *
   * @param turn whose reply it was
   * @param kind what sound
   * @param clip its file's name
   * @param wentOn whether the reply was heard on after it
   * @param silentNanos the longest silence of the reply from the sound on, natural pauses included;
   *     0 if there was none, and of no meaning if it did not go on
   * @param compared what was lost or came twice; empty if it did not go on or if nobody knows how
   *     the reply sounds undisturbed
   */
  record Disturbed(
      int turn,
      Aside.Kind kind,
      String clip,
      boolean wentOn,
      long silentNanos,
      Optional<Comparison> compared)
      implements CallNews {
    /** A longer piece, in ms, is no fading and no jitter buffer: a short word is 100 ms. */
    public static final double TOLERANCE = 30;

    /** Whether the reply was heard to its end, all of it and once, as far as is known. */
    public boolean unharmed() {
      return wentOn
          && compared
              .map(it -> it.lostMillis() <= TOLERANCE && it.repeatedMillis() <= TOLERANCE)
              .orElse(true);
    }
  }

  /**
   * A disturbed reply beside the same one undisturbed, in ms.
   *
   * @param heldMillis how much longer its silence was
   * @param lostMillis the longest piece of its voice that did not come
   * @param repeatedMillis the longest piece of its voice that came twice
   */
  record Comparison(double heldMillis, double lostMillis, double repeatedMillis) {}

  /**
   * The call is over. Last news.
   *
   * @param problem why it failed, with a fix; empty if it did not
   */
  record Ended(String problem) implements CallNews {}
}
