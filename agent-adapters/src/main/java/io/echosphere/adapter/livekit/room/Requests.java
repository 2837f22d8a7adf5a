package io.echosphere.adapter.livekit.room;

import io.echosphere.adapter.webrtc.IceCandidate;
import java.util.Locale;
import livekit.LivekitModels.AudioTrackFeature;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitModels.TrackType;
import livekit.LivekitRtc.AddTrackRequest;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.MuteTrackRequest;
import livekit.LivekitRtc.RequestResponse;
import livekit.LivekitRtc.SessionDescription;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalTarget;
import livekit.LivekitRtc.SyncState;
import livekit.LivekitRtc.TrickleRequest;
import livekit.LivekitRtc.UpdateParticipantMetadata;
import livekit.LivekitRtc.UpdateSubscription;

/** What we ask of the server. */
final class Requests {
  private Requests() {}

  /** Announces our microphone; without DTX, which would add some 35 ms to every onset. */
  static SignalRequest addTrack(String clientId, String name) {
    return SignalRequest.newBuilder()
        .setAddTrack(
            AddTrackRequest.newBuilder()
                .setCid(clientId)
                .setName(name)
                .setType(TrackType.AUDIO)
                .setSource(TrackSource.MICROPHONE)
                .addAudioFeatures(AudioTrackFeature.TF_NO_DTX))
        .build();
  }

  static SignalRequest offer(String sdp) {
    return SignalRequest.newBuilder().setOffer(description("offer", sdp)).build();
  }

  static SessionDescription description(String type, String sdp) {
    return SessionDescription.newBuilder().setType(type).setSdp(sdp).build();
  }

  /** Answers the offer of that id. */
  static SignalRequest answer(int id, String sdp) {
    return SignalRequest.newBuilder()
        .setAnswer(SessionDescription.newBuilder().setType("answer").setSdp(sdp).setId(id))
        .build();
  }

  static SignalRequest trickle(SignalTarget peer, IceCandidate candidate) {
    return SignalRequest.newBuilder()
        .setTrickle(
            TrickleRequest.newBuilder().setTarget(peer).setCandidateInit(Ice.toJson(candidate)))
        .build();
  }

  static SignalRequest subscribe(String track) {
    return SignalRequest.newBuilder()
        .setSubscription(UpdateSubscription.newBuilder().addTrackSids(track).setSubscribe(true))
        .build();
  }

  /** Tells a server that goes on with us what it should know. */
  static SignalRequest sync(SyncState state) {
    return SignalRequest.newBuilder().setSyncState(state).build();
  }

  static SignalRequest mute(String track, boolean muted) {
    return SignalRequest.newBuilder()
        .setMute(MuteTrackRequest.newBuilder().setSid(track).setMuted(muted))
        .build();
  }

  static SignalRequest attribute(String name, String value) {
    return SignalRequest.newBuilder()
        .setUpdateMetadata(UpdateParticipantMetadata.newBuilder().putAttributes(name, value))
        .build();
  }

  static SignalRequest leave() {
    return SignalRequest.newBuilder()
        .setLeave(
            LeaveRequest.newBuilder()
                .setReason(DisconnectReason.CLIENT_INITIATED)
                .setAction(LeaveRequest.Action.DISCONNECT))
        .build();
  }

  /** What the server refused, in words; empty if it did what was asked. */
  static String refusal(RequestResponse response) {
    return switch (response.getReason()) {
      case OK, QUEUED -> "";
      default ->
          "LiveKit refused %s: %s %s"
              .formatted(
                  response.getRequestCase().name().toLowerCase(Locale.ROOT),
                  response.getReason(),
                  response.getMessage());
    };
  }
}
