package io.echosphere.domain.turn;

import io.echosphere.domain.conversation.Conversation;

/**
 * What an operator may tune of turn-taking; all times in ms.
 *
 * @param endpointing how long a turn's window stays open
 * @param interrupting when a sound over the agent's voice is an interruption
 * @param patience how long anything is waited for
 * @param preemption what of a reply may be begun before its turn has ended
 * @param endsOnPartials whether words that the recogniser may still change can end a turn; if not,
 *     its last word on them is waited for, but not for ever
 * @param history how much of the conversation the model is shown
 * @param greets whether the agent speaks first, with its set greeting
 */
public record TurnSettings(
    EndpointingPolicy endpointing,
    Interrupting interrupting,
    Patience patience,
    Preemption preemption,
    boolean endsOnPartials,
    Conversation.Budget history,
    boolean greets) {

  /** Faults of ours in a row after which a session ends as failed. */
  static final int MAX_FAILURES = 3;

  /** False pauses in one reply after which a later sound only makes it quieter. */
  static final int MAX_FALSE_PAUSES = 2;

  /** How often a turn's reply is begun anew because the recogniser changed its words. */
  static final int MAX_RESTARTS = 2;

  /** Replies drafted before a turn has ended, at most: each that is called off costs money. */
  static final int MAX_DRAFTS = 3;

  /**
   * At the end of a voice a recogniser tells all at once, in several transcripts, what it still
   * has: the reply is drafted to the last of them. Of twelve bursts nine had ended after 7 to 11
   * ms, the first ones of a process after 18.
   */
  static final long WORDS_SETTLE_MILLIS = 12;

  /** How often a window that is held open for a suspicion looks whether it may close. */
  static final long SUSPICION_MILLIS = 40;

  /** How long the end of a session waits for its last reply to stop. */
  static final long CLOSING_MILLIS = 1_000;

  /** A reply from which nothing was heard for so long is stuck, whatever its services promise. */
  static final long REPLY_MILLIS = 120_000;

  /**
   * How long words that may still change wait for the recogniser's last word on them where only
   * final ones end a turn; then they are taken as they are, since it may never come.
   */
  static final long FINALS_MILLIS = 5_000;

  /** Longest typed message that is taken, in UTF-16 units; the rest is cut off. */
  static final int MAX_TYPED = 4_000;

  /**
   * When a sound over the agent's voice is an interruption. The reply is held at its onset in any
   * case; this decides whether it is given up.
   *
   * @param minMillis voice that lasts this long is one even without words, at least 0
   * @param minCharacters words with fewer letters claim no turn, at least 0
   * @param resumeAfterMillis how long a held reply waits for words once the sound is over
   */
  public record Interrupting(long minMillis, int minCharacters, long resumeAfterMillis) {}

  /**
   * How long anything is waited for.
   *
   * @param joinMillis a room may stay without a caller
   * @param callerGraceMillis a caller who left may take to come back
   * @param awayMillis a caller may say nothing before they are asked once whether they are there;
   *     0: for ever
   * @param awayLimitMillis they may then go on saying nothing before the session ends
   * @param longestTurnMillis a turn may last before it is taken as it is
   */
  public record Patience(
      long joinMillis,
      long callerGraceMillis,
      long awayMillis,
      long awayLimitMillis,
      long longestTurnMillis) {}
}
