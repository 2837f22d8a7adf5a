package io.echosphere.domain.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing said in a session. For the agent it is what was heard, not what was generated.
 *
 * @param id a version 7 UUID
 * @param role who said it
 * @param content the words, never blank
 * @param audio how long the words sounded; zero when unknown
 * @param interrupted whether the caller cut it short
 * @param createdAt when it began to be said
 * @param latency of a reply that was heard: from the end of the caller's voice to its first sample;
 *     null where it answers nothing
 */
public record Message(
    UUID id,
    Role role,
    String content,
    Duration audio,
    boolean interrupted,
    Instant createdAt,
    @Nullable Duration latency) {

  public Message {
    if (content.isBlank()) {
      throw new IllegalArgumentException("a message needs words");
    }
  }
}
