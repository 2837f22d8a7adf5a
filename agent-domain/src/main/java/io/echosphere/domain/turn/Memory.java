package io.echosphere.domain.turn;

import io.echosphere.domain.conversation.Conversation;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.speech.SpokenWords;
import io.echosphere.domain.speech.Words;
import io.echosphere.domain.turn.TurnState.Opening;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a session remembers whatever state it is in. Immutable.
 *
 * @param conversation what was said and recorded
 * @param spoken the recogniser's segments that belong to ended turns
 * @param pending the caller's newest turn while the recogniser may still correct it; null when it
 *     is recorded
 * @param running replies begun and not yet ended
 * @param turns how many turns the caller has had
 * @param marks the last mark or reply id given out
 * @param drafts replies drafted for the turn that is open
 * @param failures faults of ours in a row
 * @param language the language of the conversation
 * @param caller what is remembered of the caller besides their words
 */
record Memory(
    Conversation conversation,
    SpokenWords spoken,
    @Nullable PendingTurn pending,
    Set<ReplyId> running,
    long turns,
    long marks,
    int drafts,
    int failures,
    Language language,
    CallerNotes caller) {

  /** More than a turn takes: replies are shown by their marks, and none may be shown over. */
  private static final long MARKS_A_TURN = 100;

  Memory {
    running = Set.copyOf(running);
  }

  /**
   * A turn that has ended and is not recorded yet.
   *
   * @param turn its number
   * @param words its words as known now
   * @param atMillis when it ended
   * @param audioMillis how long it sounded
   */
  record PendingTurn(long turn, Words words, long atMillis, long audioMillis) {
    PendingTurn with(Words corrected) {
      return new PendingTurn(turn, corrected, atMillis, audioMillis);
    }
  }

  /** What is remembered when the caller comes, of an earlier agent's part of the call too. */
  static Memory of(Opening opening, Conversation.Budget budget) {
    return new Memory(
        Conversation.within(budget).resumed(opening.earlier()),
        SpokenWords.none(),
        null,
        Set.of(),
        opening.turns(),
        opening.turns() * MARKS_A_TURN,
        0,
        0,
        opening.language(),
        CallerNotes.NONE);
  }

  Optional<PendingTurn> pendingTurn() {
    return Optional.ofNullable(pending);
  }

  /** What was said, with the newest turn as it is known now. */
  Conversation soFar() {
    return pending == null ? conversation : conversation.userSaid(pending.words().text());
  }

  Memory marked() {
    return new Memory(
        conversation,
        spoken,
        pending,
        running,
        turns,
        marks + 1,
        drafts,
        failures,
        language,
        caller);
  }

  Memory withConversation(Conversation next) {
    return new Memory(
        next, spoken, pending, running, turns, marks, drafts, failures, language, caller);
  }

  Memory withSpoken(SpokenWords next) {
    return new Memory(
        conversation, next, pending, running, turns, marks, drafts, failures, language, caller);
  }

  Memory withTurn(PendingTurn turn, Language spokenLanguage) {
    return new Memory(
        conversation,
        spoken,
        turn,
        running,
        turn.turn(),
        marks,
        drafts,
        failures,
        spokenLanguage,
        caller);
  }

  Memory recorded() {
    return new Memory(
        soFar(), spoken, null, running, turns, marks, drafts, failures, language, caller);
  }

  /** With so many replies drafted for the open turn. */
  Memory withDrafts(int count) {
    return new Memory(
        conversation, spoken, pending, running, turns, marks, count, failures, language, caller);
  }

  Memory started(ReplyId reply) {
    var next = new HashSet<>(running);
    next.add(reply);
    return new Memory(
        conversation, spoken, pending, next, turns, marks, drafts, failures, language, caller);
  }

  Memory ended(ReplyId reply) {
    var next = new HashSet<>(running);
    next.remove(reply);
    return new Memory(
        conversation, spoken, pending, next, turns, marks, drafts, failures, language, caller);
  }

  Memory withFailures(int count) {
    return new Memory(
        conversation, spoken, pending, running, turns, marks, drafts, count, language, caller);
  }

  Memory withLine(CallerNotes.Line line) {
    return withCaller(caller.with(line));
  }

  Memory withPauses(CallerPauses learned) {
    return withCaller(caller.with(learned));
  }

  Memory withCaller(CallerNotes notes) {
    return new Memory(
        conversation, spoken, pending, running, turns, marks, drafts, failures, language, notes);
  }
}
