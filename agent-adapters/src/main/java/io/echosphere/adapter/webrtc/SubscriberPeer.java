package io.echosphere.adapter.webrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelBuffer;
import dev.onvoid.webrtc.RTCDataChannelObserver;
import dev.onvoid.webrtc.RTCSdpType;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Receives audio tracks and data packets. Owned as {@link Peer} says. */
public final class SubscriberPeer extends Peer {
  private final Queue<RTCDataChannel> channels;

  SubscriberPeer(PeerConnectionFactory factory, PeerRelay listener) {
    this(factory, listener, new ConcurrentLinkedQueue<>());
  }

  private SubscriberPeer(
      PeerConnectionFactory factory, PeerRelay listener, Queue<RTCDataChannel> channels) {
    super(
        factory,
        listener,
        channel -> {
          channel.registerObserver(new Packets(listener));
          channels.add(channel);
        });
    this.channels = channels;
  }

  /** Takes the other side's offer; the answer is for the other side. */
  public String answer(String offer) {
    setRemote(RTCSdpType.OFFER, offer);
    return setLocal(RTCSdpType.ANSWER, o -> connection().createAnswer(new RTCAnswerOptions(), o));
  }

  /** The names and ids of the data channels that the other side has opened. */
  public Map<String, Integer> channels() {
    return channels.stream()
        .collect(Collectors.toMap(RTCDataChannel::getLabel, RTCDataChannel::getId, (_, b) -> b));
  }

  @Override
  void beforeClose() {
    channels.forEach(RTCDataChannel::unregisterObserver);
    channels.clear();
  }

  private record Packets(PeerListener listener) implements RTCDataChannelObserver {
    /** The buffer is the library's and valid during the call only. */
    @Override
    public void onMessage(RTCDataChannelBuffer buffer) {
      var packet = new byte[buffer.data.remaining()];
      buffer.data.get(packet);
      listener.packetArrived(packet);
    }

    @Override
    public void onStateChange() {}

    @Override
    public void onBufferedAmountChange(long previousAmount) {}
  }
}
