package io.echosphere.adapter.livekit.room.early;

/** A recording that cannot be decoded; the message is fit for a log and quotes no sound. */
public final class UnreadableAudio extends Exception {
  UnreadableAudio(String message) {
    super(message);
  }

  UnreadableAudio(String message, Throwable cause) {
    super(message, cause);
  }
}
