package io.echosphere.adapter.livekit.room;

import io.echosphere.adapter.livekit.room.IgnoredData.Why;
import io.echosphere.adapter.livekit.room.early.EarlyAudio;
import io.echosphere.adapter.livekit.room.early.UnreadableAudio;
import io.echosphere.adapter.webrtc.RemoteAudio;
import io.echosphere.application.port.out.RoomListener;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Brings together a microphone's live audio and what its client recorded before we listened to it,
 * in whichever order they come. Recordings are decoded elsewhere, one at a time. Owned by the
 * room's thread.
 */
final class EarlyRecordings {
  static final String TOPIC = "lk.agent.pre-connect-audio-buffer";

  /** 10 s of the largest that clients send: PCM at 48 kHz, two channels. */
  static final int MAX_BYTES = 2 * 1024 * 1024;

  /** Names the microphone; native clients leave it empty when they do not know it yet. */
  private static final String TRACK = "trackId";

  private final RoomListener listener;
  private final Executor decoder;
  private final Executor room;
  private final IgnoredData ignored;
  private @Nullable Microphone microphone;
  private @Nullable Recording early;
  private boolean decoding;

  /** There is a microphone whose client has recorded nothing. */
  private boolean plain;

  /**
   * The recordings of one room.
   *
   * @param decoder where a recording is decoded, up to some hundred ms
   * @param room the room's thread
   */
  EarlyRecordings(RoomListener listener, Executor decoder, Executor room, IgnoredData ignored) {
    this.listener = listener;
    this.decoder = decoder;
    this.room = room;
    this.ignored = ignored;
  }

  private record Microphone(String owner, String track, HeldAudio audio) {
    boolean belongsTo(Recording recording) {
      return owner.equals(recording.sender())
          && (recording.track().isEmpty() || recording.track().equals(track));
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Recording(String sender, String track, short[] samples) {}

  /**
   * Takes the caller's microphone; gives what is to hear its live audio.
   *
   * @param owner the caller's session id
   * @param recorded whether its client says that it has recorded what came before
   * @param begun whether the caller has been reported
   */
  RemoteAudio.Listener microphone(String owner, String track, boolean recorded, boolean begun) {
    microphone = null;
    plain = !recorded;
    if (plain) {
      early = null;
      return listener::callerAudio;
    }
    var audio = new HeldAudio(listener);
    if (begun) {
      audio.begin();
    }
    microphone = new Microphone(owner, track, audio);
    Recording waiting = early;
    early = null;
    if (waiting != null) {
      matched(waiting);
    }
    return audio;
  }

  /** The caller has been reported. */
  void begin() {
    if (microphone != null) {
      microphone.audio().begin();
    }
  }

  /** There is no caller any more. */
  void callerLeft() {
    microphone = null;
    early = null;
    plain = false;
  }

  /** Takes a recording, as it came. */
  void received(IncomingStreams.Received stream) {
    if (decoding) {
      ignored.add(Why.TOO_FAST);
      return;
    }
    decoding = true;
    if (microphone != null) {
      microphone.audio().decoding();
    }
    decoder.execute(
        () -> {
          Recording recording = decode(stream);
          room.execute(
              () -> {
                decoding = false;
                matched(recording);
              });
        });
  }

  private Recording decode(IncomingStreams.Received stream) {
    var attributes = stream.header().getAttributesMap();
    short[] samples;
    try {
      samples = EarlyAudio.decode(stream.header().getMimeType(), attributes, stream.content());
    } catch (UnreadableAudio e) {
      ignored.add(Why.UNREADABLE_RECORDING, String.valueOf(e.getMessage()));
      samples = new short[0];
    }
    return new Recording(stream.sender(), attributes.getOrDefault(TRACK, ""), samples);
  }

  private void matched(Recording recording) {
    Microphone here = microphone;
    if (plain) {
      ignored.add(Why.LATE_RECORDING);
    } else if (here == null) {
      early = recording;
    } else if (!here.belongsTo(recording)) {
      ignored.add(Why.NOT_THE_CALLER);
    } else if (!here.audio().recorded(recording.samples())) {
      ignored.add(Why.LATE_RECORDING);
    }
  }
}
