package io.echosphere.adapter.webrtc;

import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.AudioTrackSink;
import io.echosphere.domain.audio.AudioFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A track of the other side's. Owned by the thread of the peer it came from. */
public final class RemoteAudio {
  private static final Logger log = LoggerFactory.getLogger(RemoteAudio.class);

  private final AudioTrack track;
  private @Nullable AudioTrackSink sink;

  RemoteAudio(AudioTrack track) {
    this.track = track;
  }

  /**
   * Starts to deliver the track, also while it is silent, in place of an earlier listener.
   *
   * @param listener called about 99.5 times a second on one native thread that all sessions share
   */
  public void listen(Listener listener) {
    stop();
    var started = new Sink(listener);
    track.addSink(started);
    sink = started;
  }

  /** Ends the delivery: the listener is not called after this returns. Before the peer closes. */
  public void stop() {
    if (sink != null) {
      track.removeSink(sink);
      sink = null;
    }
  }

  /** Takes a track's audio. */
  @FunctionalInterface
  public interface Listener {
    /**
     * 10 ms of audio; must not block.
     *
     * @param samples 480 samples at 48 kHz, valid during the call only
     */
    void audio(short[] samples);
  }

  /** The library always delivers 48 kHz, 16-bit mono; anything else is not passed on. */
  private static final class Sink implements AudioTrackSink {
    private final Listener listener;
    private final short[] samples = new short[AudioFormat.ROOM_FRAME];
    private final AtomicBoolean complained = new AtomicBoolean();

    Sink(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void onData(byte[] data, int bits, int rate, int channels, int frames) {
      if (data.length != samples.length * Short.BYTES) {
        complain("audio of an unexpected format: " + bits + " bit, " + rate + " Hz", null);
        return;
      }
      Pcm.toSamples(data, samples, samples.length);
      try {
        listener.audio(samples);
      } catch (RuntimeException e) { // must not reach native code
        complain("a listener failed on audio; further failures are not logged", e);
      }
    }

    private void complain(String message, @Nullable RuntimeException cause) {
      if (!complained.getAndSet(true)) {
        log.warn(message, cause);
      }
    }
  }
}
