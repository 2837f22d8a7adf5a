package io.echosphere.domain.turn;

import io.echosphere.domain.speech.Phrases;
import io.echosphere.domain.speech.Transcript;
import io.echosphere.domain.speech.Words;
import io.echosphere.domain.turn.Memory.PendingTurn;
import java.util.List;

/**
 * A transcript held against the turns that have ended: what of it is new, and what only corrects
 * the newest turn.
 *
 * @param before memory when it came
 * @param transcript as the recogniser sent it
 * @param fresh the part that belongs to no turn yet
 */
record Late(Memory before, Transcript transcript, Transcript fresh) {

  /** A recogniser's last words come within this after the turn that was taken without them. */
  private static final long LATEST_MILLIS = 1_500;

  static Late of(Memory memory, Transcript transcript) {
    return new Late(memory, transcript, memory.spoken().remainder(transcript));
  }

  /** Whether it holds words that belong to no turn yet. */
  boolean isNew() {
    return !Phrases.bare(fresh.text()).isEmpty();
  }

  /**
   * What is new, after as much of what was heard before it: of an echo that is misheard, the place
   * in the reply tells more than a few letters.
   */
  String freshInContext() {
    String text = before.spoken().textBefore(transcript.segment()) + transcript.text();
    return text.substring(Math.max(0, text.length() - 2 * fresh.text().length()));
  }

  /** Whether it adds words to an open turn, or takes back some that it had. */
  boolean concerns(Words open) {
    return isNew() || open.knows(transcript.segment());
  }

  /** The words of an open turn once this is heard. */
  Words addedTo(Words open) {
    return concerns(open) ? open.with(fresh) : open;
  }

  /** Whether it changes the letters of the newest turn. */
  boolean changesTurn() {
    PendingTurn pending = before.pending();
    return pending != null
        && !Phrases.bare(corrected(pending).words().text())
            .equals(Phrases.bare(pending.words().text()));
  }

  /**
   * Whether what is new is the end of the newest turn, told after it was taken: nobody has spoken
   * since.
   */
  boolean completesTurn(long nowMillis) {
    PendingTurn pending = before.pending();
    return isNew()
        && pending != null
        && pending.words().knows(transcript.segment())
        && nowMillis - pending.atMillis() <= LATEST_MILLIS
        && before.caller().line().voiceMillis() <= pending.atMillis();
  }

  /** Memory with the newest turn completed, and recorded if nothing more can change. */
  Memory complete(List<TurnEffect> effects) {
    PendingTurn pending = before.pending();
    if (pending == null) {
      return before;
    }
    var turn = completed(pending);
    var taken = before.withSpoken(before.spoken().take(Words.none().with(fresh)));
    return told(taken, pending, turn, effects);
  }

  /** Memory with the newest turn corrected, and recorded if nothing more can change. */
  Memory correct(List<TurnEffect> effects) {
    PendingTurn pending = before.pending();
    if (pending == null || !pending.words().knows(transcript.segment())) {
      return before;
    }
    return told(before, pending, corrected(pending), effects);
  }

  /**
   * The words of the newest turn once this is heard; none when it can change no more.
   *
   * @param completes whether this is its end, and else corrects it
   */
  Words turn(boolean completes) {
    PendingTurn pending = before.pending();
    if (pending == null) {
      return Words.none();
    }
    return (completes ? completed(pending) : corrected(pending)).words();
  }

  private PendingTurn completed(PendingTurn pending) {
    var whole = before.spoken().sinceTurn(transcript, pending.words().of(transcript.segment()));
    return pending.with(pending.words().with(whole));
  }

  private static Memory told(
      Memory before, PendingTurn pending, PendingTurn turn, List<TurnEffect> effects) {
    var memory = before.withTurn(turn, turn.words().language(before.language()));
    if (turn.words().isFinal()) {
      return Records.flush(memory, effects);
    }
    if (!turn.words().text().equals(pending.words().text())) {
      Records.keep(turn, effects);
    }
    return memory;
  }

  private PendingTurn corrected(PendingTurn pending) {
    if (!pending.words().knows(transcript.segment()) || transcript.text().isBlank()) {
      return pending; // words acted on stand, even if their stream broke
    }
    if (!isNew()) { // the service revised the turn's words
      return transcript.isFinal() ? pending.with(pending.words().with(transcript)) : pending;
    }
    String taken =
        transcript.text().substring(0, transcript.text().length() - fresh.text().length());
    return transcript.isFinal()
        ? pending.with(
            pending
                .words()
                .with(
                    new Transcript(
                        transcript.segment(), taken, taken.length(), true, transcript.language())))
        : pending;
  }
}
