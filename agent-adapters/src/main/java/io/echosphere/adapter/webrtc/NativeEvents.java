package io.echosphere.adapter.webrtc;

import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import java.util.function.Consumer;

/** Turns the library's callbacks into {@link PeerListener}'s; runs on its signalling thread. */
final class NativeEvents implements PeerConnectionObserver {
  private final PeerListener listener;
  private final Consumer<RTCDataChannel> channels;

  NativeEvents(PeerListener listener, Consumer<RTCDataChannel> channels) {
    this.listener = listener;
    this.channels = channels;
  }

  @Override
  public void onIceCandidate(RTCIceCandidate candidate) {
    listener.candidateFound(
        new IceCandidate(candidate.sdpMid, candidate.sdpMLineIndex, candidate.sdp));
  }

  @Override
  public void onConnectionChange(RTCPeerConnectionState state) {
    switch (state) {
      case CONNECTED -> listener.connectionChanged(PeerListener.Connection.CONNECTED);
      case DISCONNECTED -> listener.connectionChanged(PeerListener.Connection.DISCONNECTED);
      case FAILED -> listener.connectionChanged(PeerListener.Connection.FAILED);
      case NEW, CONNECTING, CLOSED -> {}
    }
  }

  /** The transceiver is valid during the call only; its track lives as long as the connection. */
  @Override
  public void onTrack(RTCRtpTransceiver transceiver) {
    if (transceiver.getReceiver().getTrack() instanceof AudioTrack track) {
      listener.audioArrived(transceiver.getMid(), new RemoteAudio(track));
    }
  }

  @Override
  public void onDataChannel(RTCDataChannel channel) {
    channels.accept(channel);
  }
}
