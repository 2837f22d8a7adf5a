package io.echosphere.domain.conversation;

import io.echosphere.domain.speech.Language;

/**
 * A piece of a reply that is spoken in one go. The sources of a reply's clauses, joined, are the
 * generated text to the letter, so what was heard can be told from the clauses that were played.
 *
 * @param source the exact generated text, markdown, spaces and all; never empty
 * @param speakable what the voice is given; empty when nothing in the source can be said
 * @param language which voice speaks it
 */
public record Clause(String source, String speakable, Language language) {

  public Clause {
    if (source.isEmpty()) {
      throw new IllegalArgumentException("a clause needs a source");
    }
  }

  /** Whether there is nothing to say: the source counts as said as soon as its turn comes. */
  public boolean isSilent() {
    return speakable.isEmpty();
  }

  /**
   * The part of the source that was heard, judged by how much of the sound was played and how long
   * its characters take to be said. Ends at a place where a clause could be cut: never inside a
   * Latin word, a number or a surrogate pair.
   *
   * @param playedShare 0 to 1; values outside are taken as the nearest bound
   * @return a prefix of the source, possibly empty
   */
  public String heard(double playedShare) {
    double share = Math.clamp(playedShare, 0.0, 1.0);
    return source.substring(0, SpokenLengths.reached(source, language.isJapanese(), share));
  }
}
