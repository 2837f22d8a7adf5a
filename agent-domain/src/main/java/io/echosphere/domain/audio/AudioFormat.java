package io.echosphere.domain.audio;

/** The sample formats of the audio path: always signed 16-bit mono PCM. */
public final class AudioFormat {
  /** Rate at which the room delivers the caller, in Hz (webrtc-java's sinks are always 48 kHz). */
  public static final int ROOM_RATE_HZ = 48_000;

  /** Rate at which speech is detected, recognised and synthesized, in Hz. */
  public static final int SPEECH_RATE_HZ = 16_000;

  /** Length of one frame on the wire to and from the room, in ms. */
  public static final int FRAME_MS = 10;

  /** Samples of one 10 ms frame from the room. */
  public static final int ROOM_FRAME = ROOM_RATE_HZ / 1_000 * FRAME_MS;

  /** Samples of one 10 ms frame of speech. */
  public static final int SPEECH_FRAME = SPEECH_RATE_HZ / 1_000 * FRAME_MS;

  private AudioFormat() {}

  /** Length of that many samples at {@link #SPEECH_RATE_HZ}, in whole ms, rounded down. */
  public static long speechMillis(long samples) {
    return samples * 1_000 / SPEECH_RATE_HZ;
  }

  /** Samples in that many ms at {@link #SPEECH_RATE_HZ}. */
  public static int speechSamples(long millis) {
    return Math.toIntExact(millis * SPEECH_RATE_HZ / 1_000);
  }
}
