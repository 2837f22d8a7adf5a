package io.echosphere.domain.turn;

import io.echosphere.domain.speech.SpokenEcho;
import io.echosphere.domain.speech.Transcript;
import io.echosphere.domain.speech.TurnClaims;
import io.echosphere.domain.speech.Words;

/**
 * Whether words over a reply claim the turn.
 *
 * @param minCharacters words with fewer letters do not
 */
record InterruptionClaims(int minCharacters) {
  /** Who speaks again so soon after their turn was not interrupting: the agent had cut in. */
  private static final long CUT_IN_MILLIS = 2_000;

  /**
   * Words that may still grow. Only what the recogniser will not take back counts, unless it tells
   * the agent to stop; and how a listener's noise or an echo begins is left open.
   *
   * @param echoes whether the agent is known to hear itself
   */
  boolean alreadyMadeBy(Words words, Reply reply, boolean echoes) {
    if (!suggestedBy(words, reply, echoes)) {
      return false;
    }
    var stable = words.stable();
    return TurnClaims.isHardStop(words.text())
        || (suggestedBy(stable, reply, echoes) && !TurnClaims.mayBecomeNoise(stable.text()));
  }

  /**
   * Words that the recogniser may still take back, and that claim the turn if it does not.
   *
   * @param echoes whether the agent is known to hear itself
   */
  boolean mayStillBeMadeBy(Words words, Reply reply, boolean echoes) {
    return !words.isFinal() && suggestedBy(words, reply, echoes);
  }

  private boolean suggestedBy(Words words, Reply reply, boolean echoes) {
    return echoes
        ? TurnClaims.claimTurnOverEcho(words.text(), minCharacters, reply.voiced())
        : TurnClaims.alreadyClaimTurn(words.text(), minCharacters, reply.voiced());
  }

  /** Words whose sound is over. */
  boolean madeBy(Words words, Reply reply, boolean echoes) {
    return echoes
        ? TurnClaims.claimTurnOverEcho(words.text(), minCharacters, reply.voiced())
        : TurnClaims.claimsTurn(words.text(), minCharacters, reply.voiced());
  }

  /** Words of which this came last. */
  boolean madeBy(Words words, Reply reply, Transcript last, boolean echoes) {
    return last.isFinal() ? madeBy(words, reply, echoes) : alreadyMadeBy(words, reply, echoes);
  }

  /**
   * Words that came without a voice.
   *
   * @param echoes whether the agent is known to hear itself; then words that stand where its own
   *     would are its own
   */
  boolean madeBy(Late late, Reply reply, boolean echoes) {
    return madeBy(Words.none().with(late.fresh()), reply, late.transcript(), echoes)
        && !(echoes && SpokenEcho.isLikely(late.freshInContext(), reply.voiced()));
  }

  /** Words that are the agent's own tell as much as their sound that it hears itself. */
  static Memory noteEcho(Memory memory, Words words, Reply reply, long nowMillis) {
    String text = words.text();
    boolean echoes =
        SpokenEcho.of(text, reply.voiced()) == SpokenEcho.CERTAIN
            || reply.opensWith(text, nowMillis);
    return echoes ? memory.withLine(memory.caller().line().ownVoiceAt(nowMillis)) : memory;
  }

  /**
   * What an interruption that began then teaches of the caller's pauses.
   *
   * @param longestWaitMillis nobody waits longer, so later ones teach nothing
   */
  static Memory learn(Memory memory, Reply reply, long startedMillis, long longestWaitMillis) {
    var caller = memory.caller();
    long pause = startedMillis - caller.voiceEndedMillis();
    return reply.kind() == Reply.Kind.ANSWER && pause <= Math.min(CUT_IN_MILLIS, longestWaitMillis)
        ? memory.withPauses(caller.pauses().cutIn(pause))
        : memory;
  }
}
