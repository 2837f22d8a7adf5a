package io.echosphere.domain.conversation;

import io.echosphere.domain.speech.Language;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a reply into speakable clauses while it is being written.
 *
 * <p>A clause ends with its sentence or its line. Japanese sentences are released at their 。 at
 * once: waiting for the next one costs 250 to 430 ms a turn. Only a reply's first words may end at
 * a comma or a seam ({@link EarlyCut}), so that speech starts early; later clauses are whole
 * sentences, so that prosody is natural. What cannot be said (a lone bracket, a rule, an emoji)
 * joins the clause after it. Code fences are silent.
 *
 * <p>Not thread-safe: owned by whoever reads the reply. One splitter a reply.
 */
public final class ClauseSplitter {
  /** Length in UTF-16 units at which a clause is cut even inside its sentence. */
  static final int MAX_CLAUSE = 120;

  /** Length at which even a word is cut: by then it is no word. */
  static final int MAX_WORD = 4 * MAX_CLAUSE;

  private static final String FENCE = "```";

  private final StringBuilder pending = new StringBuilder();
  private Language language;
  private int released;
  private boolean atSeam;
  private boolean atLineStart = true;
  private boolean inFence;

  /**
   * Starts a reply.
   *
   * @param fallback the language of text that shows none, such as a number; its region is used for
   *     its own language
   */
  public ClauseSplitter(Language fallback) {
    language = fallback;
  }

  /**
   * Takes the next piece of text and returns the clauses that are complete now, in order. A piece
   * may end anywhere, even inside a surrogate pair.
   */
  public List<Clause> add(String delta) {
    pending.append(delta);
    return release(false);
  }

  /** Takes the end of the reply and returns what is left, in order; the last may be silent. */
  public List<Clause> finish() {
    return release(true);
  }

  private List<Clause> release(boolean complete) {
    List<Clause> clauses = new ArrayList<>();
    while (!pending.isEmpty()) {
      int end = inFence ? fenceEnd(complete) : clauseEnd(complete);
      if (end == 0) {
        break;
      }
      clauses.add(cut(end));
    }
    return clauses;
  }

  private Clause cut(int end) {
    String source = pending.substring(0, end);
    pending.delete(0, end);
    atLineStart = source.endsWith("\n");
    if (source.endsWith(FENCE)) {
      inFence = !inFence; // A fence is only ever cut after its mark, see clauseEnd and fenceEnd.
      return new Clause(source, "", language);
    }
    String plain = inFence ? "" : SpeakableText.of(source);
    if (plain.isEmpty()) {
      return new Clause(source, "", language);
    }
    language = Scripts.languageOf(plain, language);
    released += plain.codePointCount(0, plain.length());
    String speakable = SpeakableText.of(source, language);
    if (atSeam) {
      speakable += language.isJapanese() ? "、" : ","; // the voice must not fall as at an end
    }
    return new Clause(source, speakable, language);
  }

  /** Where the pending text's first clause ends, or 0 if that cannot be told yet. */
  private int clauseEnd(boolean complete) {
    if (pending.indexOf(FENCE) == 0) {
      return FENCE.length();
    }
    String text = pending.toString();
    atSeam = false;
    for (int at = 0; at < Math.min(text.length(), MAX_CLAUSE); at++) {
      if (text.startsWith(FENCE, at)) {
        return at;
      }
      int end = SentenceEnd.at(text, at, MAX_CLAUSE, atLineStart);
      if (end > 0 && !SpeakableText.of(text.substring(0, end)).isEmpty()) {
        return end;
      }
      int early = released < EarlyCut.MIN_MARKED ? EarlyCut.at(text, at) : SentenceEnd.NONE;
      if (early > 0) {
        atSeam = early == at;
        return early;
      }
    }
    if (text.length() > MAX_CLAUSE) {
      return forcedEnd(text, complete);
    }
    return complete ? text.length() : 0;
  }

  private static int forcedEnd(String text, boolean complete) {
    int best = Breaks.best(text, MAX_CLAUSE);
    if (best == 0) {
      best = Breaks.first(text, MAX_CLAUSE + 1, MAX_WORD);
    }
    if (best > 0) {
      return best;
    }
    if (text.length() > MAX_WORD) {
      boolean pair = Character.isSurrogatePair(text.charAt(MAX_WORD - 1), text.charAt(MAX_WORD));
      return pair ? MAX_WORD - 1 : MAX_WORD;
    }
    return complete ? text.length() : 0;
  }

  /** Where the code in a fence ends, in pieces if it is long, or 0 if more must come first. */
  private int fenceEnd(boolean complete) {
    int mark = pending.indexOf(FENCE);
    if (mark >= 0) {
      return mark + FENCE.length();
    }
    if (complete) {
      return pending.length();
    }
    // The last two characters may be the beginning of the closing mark.
    return pending.length() > MAX_CLAUSE ? pending.length() - FENCE.length() + 1 : 0;
  }
}
