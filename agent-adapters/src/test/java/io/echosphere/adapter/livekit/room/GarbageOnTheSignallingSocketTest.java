package io.echosphere.adapter.livekit.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.echosphere.application.port.out.RoomConnector;
import io.echosphere.application.port.out.RoomConnector.RoomUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitRtc.JoinResponse;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.SessionDescription;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.TrickleRequest;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A server that talks nonsense must not bring the agent down. */
class GarbageOnTheSignallingSocketTest {
  @Test
  void garbageIsIgnoredAndJoiningGoesOn() throws Exception {
    var server = new TalkingServer();
    server.says(ByteString.encodeUtf8("\uFFFF this is no protobuf \uFFFF"));
    server.says(ByteString.of(unknownMessage()));
    server.says(SignalResponse.getDefaultInstance());
    server.says(offer("not a session description"));
    server.says(candidate("{ not json"));
    server.says(candidate("{\"candidate\":\"nonsense\",\"sdpMid\":\"0\",\"sdpMLineIndex\":0}"));
    server.says(
        SignalResponse.newBuilder()
            .setJoin(
                JoinResponse.newBuilder()
                    .setParticipant(ParticipantInfo.newBuilder().setIdentity("agent"))
                    .setPingInterval(5)
                    .setPingTimeout(15))
            .build());
    server.saysWhenAsked(SignalRequest.MessageCase.OFFER, answer("not an answer"));
    server.saysWhenAsked(SignalRequest.MessageCase.OFFER, leave());
    try (MockWebServer socket = server.start()) {
      var ticket =
          new RoomConnector.Ticket("ws://127.0.0.1:" + socket.getPort(), "token", "garbage");
      RoomUnavailable refusal =
          catchThrowableOfType(
              RoomUnavailable.class,
              () -> AgentSide.connector().join(ticket, new AgentSide(1_000)));

      assertThat(refusal).hasMessage("the server is shutting down (SERVER_SHUTDOWN)");
      assertThat(server.next()).isEqualTo(SignalRequest.MessageCase.UPDATE_METADATA);
      assertThat(server.next()).isEqualTo(SignalRequest.MessageCase.ADD_TRACK);
      assertThat(server.next()).isEqualTo(SignalRequest.MessageCase.OFFER);
    }
  }

  @Test
  void aServerThatClosesTheSocketIsReported() throws Exception {
    var server = new TalkingServer();
    server.says("text is not spoken here");
    server.closes();
    try (MockWebServer socket = server.start()) {
      var ticket =
          new RoomConnector.Ticket("ws://127.0.0.1:" + socket.getPort(), "token", "closed");
      RoomUnavailable refusal =
          catchThrowableOfType(
              RoomUnavailable.class,
              () -> AgentSide.connector().join(ticket, new AgentSide(1_000)));

      assertThat(refusal).hasMessage("LiveKit closed the signalling connection (1011)");
    }
  }

  @Test
  void aServerThatFallsSilentIsGivenUp() throws Exception {
    var server = new TalkingServer();
    server.says(
        SignalResponse.newBuilder()
            .setJoin(JoinResponse.newBuilder().setPingInterval(1).setPingTimeout(2))
            .build());
    try (MockWebServer socket = server.start()) {
      var ticket =
          new RoomConnector.Ticket("ws://127.0.0.1:" + socket.getPort(), "token", "silent");
      RoomUnavailable refusal =
          catchThrowableOfType(
              RoomUnavailable.class,
              () -> AgentSide.connector().join(ticket, new AgentSide(1_000)));

      assertThat(refusal).hasMessage("LiveKit has not answered for 2 s");
      assertThat(server.nextPing()).isEqualTo(SignalRequest.MessageCase.PING_REQ);
    }
  }

  @Test
  void anInterruptedJoinLeavesNothingBehind() throws Exception {
    var server = new TalkingServer();
    var outcome = new LinkedBlockingQueue<String>();
    try (MockWebServer socket = server.start()) {
      var ticket =
          new RoomConnector.Ticket("ws://127.0.0.1:" + socket.getPort(), "token", "interrupted");
      Thread joining =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      AgentSide.connector().join(ticket, new AgentSide(1_000)).close();
                      outcome.add("joined");
                    } catch (InterruptedException e) {
                      outcome.add("interrupted");
                    } catch (RoomUnavailable e) {
                      outcome.add("refused: " + e.getMessage());
                    }
                  });
      assertThat(server.connected()).isTrue();
      joining.interrupt();

      assertThat(outcome.poll(20, TimeUnit.SECONDS)).isEqualTo("interrupted");
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .doesNotContain("room-interrupted");
    }
  }

  /** Field 999 with one byte: a kind of message that only a newer server knows. */
  private static byte[] unknownMessage() {
    return new byte[] {(byte) 0xBA, 0x3E, 1, 7};
  }

  private static SignalResponse offer(String sdp) {
    return SignalResponse.newBuilder()
        .setOffer(SessionDescription.newBuilder().setType("offer").setSdp(sdp))
        .build();
  }

  private static SignalResponse answer(String sdp) {
    return SignalResponse.newBuilder()
        .setAnswer(SessionDescription.newBuilder().setType("answer").setSdp(sdp))
        .build();
  }

  private static SignalResponse candidate(String json) {
    return SignalResponse.newBuilder()
        .setTrickle(TrickleRequest.newBuilder().setCandidateInit(json))
        .build();
  }

  private static SignalResponse leave() {
    return SignalResponse.newBuilder()
        .setLeave(
            LeaveRequest.newBuilder()
                .setReason(livekit.LivekitModels.DisconnectReason.SERVER_SHUTDOWN))
        .build();
  }

  /** Says its lines in order once connected, and some when it is sent a message of a kind. */
  private static final class TalkingServer extends WebSocketListener {
    private final BlockingQueue<SignalRequest.MessageCase> received = new LinkedBlockingQueue<>();
    private final List<Object> lines = new ArrayList<>();
    private final List<SignalResponse> replies = new ArrayList<>();
    private SignalRequest.@Nullable MessageCase cue;
    private final CountDownLatch open = new CountDownLatch(1);
    private boolean closes;

    void says(Object line) {
      lines.add(line);
    }

    void saysWhenAsked(SignalRequest.MessageCase kind, SignalResponse reply) {
      cue = kind;
      replies.add(reply);
    }

    void closes() {
      closes = true;
    }

    MockWebServer start() throws Exception {
      var server = new MockWebServer();
      server.enqueue(new MockResponse.Builder().webSocketUpgrade(this).build());
      server.start();
      return server;
    }

    SignalRequest.@Nullable MessageCase next() throws InterruptedException {
      return received.poll(20, TimeUnit.SECONDS);
    }

    boolean connected() throws InterruptedException {
      return open.await(20, TimeUnit.SECONDS);
    }

    SignalRequest.@Nullable MessageCase nextPing() throws InterruptedException {
      SignalRequest.MessageCase next;
      do {
        next = next();
      } while (next != null && next != SignalRequest.MessageCase.PING_REQ);
      return next;
    }

    @Override
    public void onOpen(WebSocket socket, Response response) {
      open.countDown();
      for (Object line : lines) {
        switch (line) {
          case SignalResponse message -> socket.send(ByteString.of(message.toByteArray()));
          case ByteString bytes -> socket.send(bytes);
          default -> socket.send(line.toString());
        }
      }
      if (closes) {
        socket.close(1011, "tired");
      }
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      socket.close(code, reason);
    }

    @Override
    public void onMessage(WebSocket socket, ByteString bytes) {
      try {
        var kind = SignalRequest.parseFrom(bytes.toByteArray()).getMessageCase();
        received.add(kind);
        if (kind == cue) {
          replies.forEach(reply -> socket.send(ByteString.of(reply.toByteArray())));
        }
      } catch (com.google.protobuf.InvalidProtocolBufferException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
