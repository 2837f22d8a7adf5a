package io.echosphere.adapter.webrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelBuffer;
import dev.onvoid.webrtc.RTCDataChannelInit;
import dev.onvoid.webrtc.RTCDataChannelObserver;
import dev.onvoid.webrtc.RTCDataChannelState;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import io.echosphere.domain.audio.AudioFormat;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Sends one audio track and data packets. Owned as {@link Peer} says, but for {@link #push}. */
public final class PublisherPeer extends Peer {
  private static final String RELIABLE = "_reliable";
  private static final String LOSSY = "_lossy";

  private final CustomAudioSource source = new CustomAudioSource();
  private final AudioTrack track;
  private final RTCDataChannel reliable;
  private final RTCDataChannel lossy;
  private final String trackId;

  /** Held while a frame is pushed, so that closing waits for it: the source has no lock itself. */
  private final ReentrantLock pushing = new ReentrantLock();

  private final byte[] frameBytes = new byte[AudioFormat.SPEECH_FRAME * Short.BYTES];
  private boolean pushable = true;

  PublisherPeer(PeerConnectionFactory factory, String trackId, PeerRelay listener) {
    super(factory, listener, _ -> {});
    this.trackId = trackId;
    track = factory.createAudioTrack(trackId, source);
    connection().addTrack(track, List.of(trackId));
    reliable = connection().createDataChannel(RELIABLE, new RTCDataChannelInit());
    var unordered = new RTCDataChannelInit();
    unordered.ordered = false;
    unordered.maxRetransmits = 0;
    lossy = connection().createDataChannel(LOSSY, unordered);
    reliable.registerObserver(new ChannelStates(listener));
  }

  /** The track's id in the session description, which LiveKit calls its client id. */
  public String trackId() {
    return trackId;
  }

  /** Starts a negotiation and gathers candidates; the offer is for the other side. */
  public String offer() {
    return offer(new RTCOfferOptions());
  }

  /** Starts a negotiation by which the same connection finds a new path. */
  public String restart() {
    var options = new RTCOfferOptions();
    options.iceRestart = true;
    return offer(options);
  }

  /** The data channels' names and ids; an id is -1 until its channel is open. */
  public Map<String, Integer> channels() {
    return Map.of(RELIABLE, reliable.getId(), LOSSY, lossy.getId());
  }

  private String offer(RTCOfferOptions options) {
    return setLocal(RTCSdpType.OFFER, o -> connection().createOffer(options, o));
  }

  /** Ends a negotiation with the other side's answer; audio then goes out in packets of 10 ms. */
  public void acceptAnswer(String sdp) {
    setRemote(RTCSdpType.ANSWER, ShortPackets.askedIn(sdp));
  }

  /** Whether {@link #send} would send. */
  public boolean canSend() {
    return reliable.getState() == RTCDataChannelState.OPEN;
  }

  /**
   * Sends a packet, reliably and in order.
   *
   * @throws PeerException if the channel is not open
   */
  public void send(byte[] packet) {
    connection();
    try {
      reliable.send(new RTCDataChannelBuffer(ByteBuffer.wrap(packet), true));
    } catch (Exception e) {
      throw new PeerException("sending a data packet failed", e);
    }
  }

  /**
   * Sends the next 10 ms of audio, from one thread at a time, which may be another than the
   * owner's. The caller paces: nothing is buffered here, and a gap raises the receiver's latency.
   * Does nothing once the peer is closed.
   *
   * @param samples 160 samples at 16 kHz; read only
   */
  public void push(short[] samples) {
    if (!pushing.tryLock()) {
      return; // closing
    }
    try {
      if (pushable) {
        Pcm.toBytes(samples, AudioFormat.SPEECH_FRAME, frameBytes);
        source.pushAudio(
            frameBytes, Short.SIZE, AudioFormat.SPEECH_RATE_HZ, 1, AudioFormat.SPEECH_FRAME);
      }
    } finally {
      pushing.unlock();
    }
  }

  /**
   * The source and track are not disposed of: the closed connection still refers to both, and the
   * library throws, or worse, when they go first (about 0.4 MB a session stays).
   */
  @Override
  void beforeClose() {
    pushing.lock();
    try {
      pushable = false;
    } finally {
      pushing.unlock();
    }
    reliable.unregisterObserver();
    reliable.close();
    lossy.close();
  }

  private record ChannelStates(PeerListener listener) implements RTCDataChannelObserver {
    @Override
    public void onStateChange() {
      listener.channelChanged();
    }

    @Override
    public void onBufferedAmountChange(long previousAmount) {}

    @Override
    public void onMessage(RTCDataChannelBuffer buffer) {}
  }
}
