package io.echosphere.domain.session;

import io.echosphere.domain.speech.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One visit of one caller: pending → active → completed or failed; a session that could not start
 * goes from pending to failed. Immutable; each move returns the next value.
 *
 * @param id identifies it for ever
 * @param roomName LiveKit's name of the room, at most 255 characters
 * @param userId who called, at most 255 characters
 * @param status where it stands
 * @param language the language it started in
 * @param createdAt when the caller became known
 * @param started when it became active; null before
 * @param ended when it ended; null before
 * @param reason why it ended, a short stable phrase without the caller's words; null before
 */
public record Session(
    SessionId id,
    String roomName,
    String userId,
    SessionStatus status,
    Language language,
    Instant createdAt,
    @Nullable Instant started,
    @Nullable Instant ended,
    @Nullable String reason) {

  /** A session whose caller has just become known. */
  public static Session pending(
      SessionId id, String roomName, String userId, Language language, Instant now) {
    return new Session(
        id, roomName, userId, SessionStatus.PENDING, language, now, null, null, null);
  }

  /**
   * The conversation begins.
   *
   * @throws IllegalSessionMove unless pending; starting twice is an error
   */
  public Session start(Instant now) {
    if (status != SessionStatus.PENDING) {
      throw new IllegalSessionMove(id, status, SessionStatus.ACTIVE);
    }
    return new Session(
        id, roomName, userId, SessionStatus.ACTIVE, language, createdAt, now, null, null);
  }

  /**
   * The conversation ended as it should.
   *
   * @throws IllegalSessionMove unless active
   */
  public Session complete(Instant now, String why) {
    if (status != SessionStatus.ACTIVE) {
      throw new IllegalSessionMove(id, status, SessionStatus.COMPLETED);
    }
    return end(SessionStatus.COMPLETED, now, why);
  }

  /**
   * The conversation could not start or go on.
   *
   * @throws IllegalSessionMove if it has already ended
   */
  public Session fail(Instant now, String why) {
    if (status.isEnded()) {
      throw new IllegalSessionMove(id, status, SessionStatus.FAILED);
    }
    return end(SessionStatus.FAILED, now, why);
  }

  /** How long it was active, never negative; empty until it has both started and ended. */
  public Optional<Duration> duration() {
    if (started == null || ended == null) {
      return Optional.empty();
    }
    var length = Duration.between(started, ended);
    return Optional.of(length.isNegative() ? Duration.ZERO : length);
  }

  private Session end(SessionStatus status, Instant now, String why) {
    return new Session(id, roomName, userId, status, language, createdAt, started, now, why);
  }
}
