package io.echosphere.domain.turn;

import io.echosphere.domain.speech.Phrases;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A reply begun before the turn has ended, on words that look complete. It is held until the turn
 * ends with the same words; if they change or the caller goes on, it is called off unheard.
 *
 * @param reply the reply; null when there is none
 * @param text the words it answers
 * @param awaited whether none is begun yet since words are still coming
 */
record Draft(@Nullable ReplyId reply, String text, boolean awaited) {
  static final Draft NONE = new Draft(null, "", false);
  static final Draft AWAITED = new Draft(null, "", true);

  /** A reply begun to these words. */
  static Draft of(ReplyId reply, String text) {
    return new Draft(reply, text, false);
  }

  Optional<ReplyId> id() {
    return Optional.ofNullable(reply);
  }

  /** Whether it answers these words, but for punctuation. */
  boolean answers(String words) {
    return reply != null && Phrases.bare(text).equals(Phrases.bare(words));
  }

  /** Without it, if that reply has ended. */
  Draft unless(ReplyId ended) {
    return ended.equals(reply) ? NONE : this;
  }
}
