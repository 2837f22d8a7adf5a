package io.echosphere.application.hearing;

/** What makes a recogniser's words come, and which of them may end a turn. */
public enum Finalizing {
  /** One stream a call; a turn ends on words that may still be corrected by their final. */
  STABLE,
  /** The stream is ended at the end of speech, which forces the final; the next one follows. */
  VAD,
  /**
   * One stream a call; a turn ends on final words only, whenever the service makes them. If it does
   * not within some seconds of the end of the voice, the words are taken as they are.
   */
  SERVICE
}
