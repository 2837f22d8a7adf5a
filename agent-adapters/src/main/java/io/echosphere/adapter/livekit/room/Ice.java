package io.echosphere.adapter.livekit.room;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import io.echosphere.adapter.webrtc.IceCandidate;
import io.echosphere.adapter.webrtc.IceServer;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import livekit.LivekitRtc.ICEServer;

/** How LiveKit writes candidates and servers. */
final class Ice {
  private Ice() {}

  /**
   * A candidate as the browsers' {@code RTCIceCandidateInit} in JSON. Put together here because
   * protobuf writes every number with a decimal point, which the server refuses as an index.
   */
  static String toJson(IceCandidate candidate) {
    return "{\"candidate\":"
        + quoted(candidate.sdp())
        + ",\"sdpMid\":"
        + quoted(candidate.mid())
        + ",\"sdpMLineIndex\":"
        + candidate.index()
        + "}";
  }

  /**
   * Reads what {@link #toJson} writes.
   *
   * @throws IllegalArgumentException if it is none
   */
  static IceCandidate fromJson(String json) {
    var fields = Struct.newBuilder();
    try {
      JsonFormat.parser().merge(json, fields);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not a candidate", e);
    }
    var none = Value.getDefaultInstance();
    return new IceCandidate(
        fields.getFieldsOrDefault("sdpMid", none).getStringValue(),
        (int) fields.getFieldsOrDefault("sdpMLineIndex", none).getNumberValue(),
        fields.getFieldsOrDefault("candidate", none).getStringValue());
  }

  /**
   * The servers to gather candidates from. A LiveKit server always lists public STUN servers; for
   * one on this machine they are of no use, and asking them would tell strangers.
   */
  static List<IceServer> servers(String url, List<ICEServer> offered) {
    if (isLoopback(url)) {
      return List.of();
    }
    return offered.stream()
        .map(s -> new IceServer(s.getUrlsList(), s.getUsername(), s.getCredential()))
        .toList();
  }

  private static String quoted(String text) {
    try {
      return JsonFormat.printer().print(Value.newBuilder().setStringValue(text));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not text", e);
    }
  }

  /** Looks at names and literal addresses only: no name is looked up. */
  static boolean isLoopback(String url) {
    String host = URI.create(url.strip()).getHost();
    if (host == null) {
      return false;
    }
    String bare = host.replace("[", "").replace("]", "").toLowerCase(Locale.ROOT);
    if (bare.equals("localhost") || bare.endsWith(".localhost")) {
      return true;
    }
    if (!bare.matches("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*")) {
      return false;
    }
    try {
      return InetAddress.getByName(bare).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
