package io.echosphere.application.port.out;

import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.turn.Step;
import io.echosphere.domain.turn.TurnEffect;
import io.echosphere.domain.turn.TurnEvent;
import io.echosphere.domain.turn.TurnSettings;
import java.util.List;

/**
 * Keeps every event that a session took and what was decided, so that the same decisions can be
 * made again elsewhere. Holds the words of callers, and no audio.
 *
 * <p>No method blocks or throws: a log that cannot be kept costs itself, never the call. What there
 * is no room for is dropped and counted; the log then says that it is incomplete. Thread-safe.
 */
public interface SessionEventLog {
  /** Keeps nothing. */
  SessionEventLog NONE =
      _ ->
          new Entries() {
            @Override
            public void identified(SessionId session) {}

            @Override
            public void took(TurnEvent event, long atMillis, Step step) {}

            @Override
            public void close() {}
          };

  /** Begins the log of one call. */
  Entries open(Beginning beginning);

  /**
   * What a call begins with.
   *
   * @param jobId the job, unique
   * @param roomName the room
   * @param settings how turns are taken
   * @param language the language the call starts in
   * @param opening what is done before the first event
   */
  record Beginning(
      String jobId,
      String roomName,
      TurnSettings settings,
      Language language,
      List<TurnEffect> opening) {
    public Beginning {
      opening = List.copyOf(opening);
    }
  }

  /** The log of one call. Used by the session's thread alone; what follows its end is ignored. */
  interface Entries extends AutoCloseable {
    /** The session became known. */
    void identified(SessionId session);

    /**
     * An event was taken. Entries keep the order of these calls.
     *
     * @param atMillis when it happened, on the session's timeline
     * @param step what it led to
     */
    void took(TurnEvent event, long atMillis, Step step);

    /** The call is over. Idempotent. */
    @Override
    void close();
  }
}
