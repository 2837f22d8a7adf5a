package io.echosphere.domain.turn;

/** What of a reply may be begun before its turn has ended; nothing of it is heard before. */
public enum Preemption {
  /** Nothing: the model is asked when the turn has ended. */
  OFF,
  /** The model is asked; no voice is synthesized. */
  LLM,
  /** The model is asked and the first clauses are synthesized. */
  FULL
}
