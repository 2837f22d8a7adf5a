package io.echosphere.worker.call;

/** What the caller does next. */
sealed interface Act {
  /** Nothing new. */
  record Rest() implements Act {}

  /** Says something, from its first frame on. */
  record Say(Clip clip) implements Act {}

  /** Types something. */
  record Write(String text) implements Act {}
}
