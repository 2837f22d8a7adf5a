package io.echosphere.adapter.livekit.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.webrtc.WebRtc;
import io.echosphere.simulator.stack.LiveKitServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitRtc.JoinResponse;

/** Keeps raw packets and participants' news, as a client of another make would see them. */
final class Tap implements RoomHandler {
  private final BlockingQueue<byte[]> packets = new LinkedBlockingQueue<>();
  private final BlockingQueue<ParticipantInfo> participants = new LinkedBlockingQueue<>();

  RoomConnection connection(LiveKitServer server, String room, String token) {
    var place = new Place(server.url(), token, room, "microphone", true);
    return new RoomConnection(
        WebRtc.load(),
        place,
        this,
        InstantSource.system(),
        new ReconnectPolicy(Duration.ZERO, new Random()));
  }

  livekit.LivekitModels.Transcription nextLegacy() throws Exception {
    return next(DataPacket::hasTranscription).getTranscription();
  }

  /** Takes packets until one is as wanted. */
  DataPacket next(Predicate<DataPacket> wanted) throws Exception {
    while (true) {
      byte[] packet = packets.poll(20, TimeUnit.SECONDS);
      assertThat(packet).as("a packet as wanted within 20 s").isNotNull();
      DataPacket parsed = DataPacket.parseFrom(packet);
      if (wanted.test(parsed)) {
        return parsed;
      }
    }
  }

  /** Waits until a participant is as wanted. */
  ParticipantInfo until(Predicate<ParticipantInfo> wanted) throws InterruptedException {
    while (true) {
      ParticipantInfo news = participants.poll(20, TimeUnit.SECONDS);
      assertThat(news).as("a participant as wanted within 20 s").isNotNull();
      if (wanted.test(news)) {
        return news;
      }
    }
  }

  @Override
  public void packet(byte[] packet) {
    packets.add(packet);
  }

  @Override
  public void joined(JoinResponse room) {
    participants.addAll(room.getOtherParticipantsList());
  }

  @Override
  public void rejoined(JoinResponse room) {}

  @Override
  public void participants(List<ParticipantInfo> changed) {
    participants.addAll(changed);
  }

  @Override
  public void lost(String reason) {}
}
