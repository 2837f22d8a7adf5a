package io.echosphere.adapter.livekit.room;

import io.echosphere.adapter.livekit.room.early.EarlyAudio;
import io.echosphere.adapter.webrtc.RemoteAudio;
import io.echosphere.application.port.out.RoomListener;
import io.echosphere.domain.audio.AudioFormat;
import org.jspecify.annotations.Nullable;

/**
 * A microphone's live audio, kept back until what was recorded before it is here, so that the two
 * are heard in order: then both go out in one piece, and live audio passes through. It waits at
 * most {@link #MAX_FRAMES}; the audio itself is the clock. {@link #audio} belongs to the native
 * thread and calls the listener there, so that it hears from one thread; the rest may be called
 * from the room's.
 */
final class HeldAudio implements RemoteAudio.Listener {
  /** 3 s, as LiveKit's own agents wait; and as long again for a recording that has come. */
  static final int MAX_FRAMES = 300;

  private static final short[] NOTHING = {};

  private final RoomListener listener;
  private short[] held = new short[2 * MAX_FRAMES * AudioFormat.ROOM_FRAME];
  private int length;
  private volatile boolean open;
  private volatile short @Nullable [] recorded;
  private volatile boolean awaited;
  private volatile int limit = MAX_FRAMES * AudioFormat.ROOM_FRAME;

  HeldAudio(RoomListener listener) {
    this.listener = listener;
  }

  /**
   * Takes what was recorded before, in whole frames; the array is ours. Empty when nothing was, or
   * nothing that can be read.
   *
   * @return false when it comes too late, or after another
   */
  boolean recorded(short[] samples) {
    if (recorded != null || open) {
      return false;
    }
    recorded = samples;
    return true;
  }

  /** A recording has come and is being decoded: it is worth a longer wait. */
  void decoding() {
    limit = 2 * MAX_FRAMES * AudioFormat.ROOM_FRAME;
  }

  /** The caller has been reported: from now on somebody listens. */
  void begin() {
    awaited = true;
  }

  @Override
  public void audio(short[] samples) {
    if (!open) {
      var before = recorded;
      if ((before != null && awaited) || length == limit) {
        open = true;
        release(before == null ? NOTHING : before);
      } else {
        System.arraycopy(samples, 0, held, length, AudioFormat.ROOM_FRAME);
        length += AudioFormat.ROOM_FRAME;
        return;
      }
    }
    listener.callerAudio(samples);
  }

  /** Of both together the last ten seconds: more would overrun what listens. */
  private void release(short[] before) {
    int kept = Math.min(before.length, EarlyAudio.MAX_SAMPLES - length);
    if (kept + length > 0) {
      var all = new short[kept + length];
      System.arraycopy(before, before.length - kept, all, 0, kept);
      System.arraycopy(held, 0, all, kept, length);
      listener.callerAudioBefore(all);
    }
    held = NOTHING;
    length = 0;
    recorded = NOTHING;
  }
}
