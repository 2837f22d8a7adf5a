package io.echosphere.adapter.livekit.room;

import io.echosphere.adapter.livekit.room.IgnoredData.Why;
import io.echosphere.adapter.livekit.room.IncomingStreams.Received;
import io.echosphere.adapter.livekit.room.IncomingStreams.Topic;
import io.echosphere.adapter.webrtc.RemoteAudio;
import io.echosphere.application.port.out.RoomListener;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import livekit.LivekitModels.ChatMessage;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.DataStream;

/**
 * What the caller sends beside live audio: messages, and what was recorded before the agent came.
 * Whatever is malformed, too much or from others is ignored and counted. Owned by the room's
 * thread, but for {@link #packet}.
 */
final class CallerData {
  static final String CHAT = "lk.chat";

  /** More than {@link ChatText#MAX_CHARACTERS} take in any script. */
  private static final int MAX_CHAT_BYTES = 32 * 1024;

  private static final int MAX_OPEN_CHATS = 8;
  private static final int MAX_OPEN_RECORDINGS = 2;

  private final IgnoredData ignored = new IgnoredData();
  private final DataInlet inlet;
  private final IncomingStreams streams;
  private final CallerTexts texts;
  private final EarlyRecordings recordings;

  /** Who is linked, reported or not; empty for nobody. */
  private String linked = "";

  private boolean reported;

  /**
   * The data of one room.
   *
   * @param room the room's thread
   * @param decoder where recordings are decoded
   */
  CallerData(RoomListener listener, Executor room, Executor decoder, InstantSource time) {
    inlet = new DataInlet(room, this::read, ignored);
    texts = new CallerTexts(listener::textReceived, time, ignored);
    recordings = new EarlyRecordings(listener, decoder, room, ignored);
    streams =
        new IncomingStreams(
            List.of(
                new Topic(CHAT, true, MAX_OPEN_CHATS, MAX_CHAT_BYTES, true, this::chat),
                new Topic(
                    EarlyRecordings.TOPIC,
                    false,
                    MAX_OPEN_RECORDINGS,
                    EarlyRecordings.MAX_BYTES,
                    false,
                    recordings::received)),
            sender -> linked.isEmpty() || linked.equals(sender),
            ignored);
  }

  /** Takes a packet; any thread. */
  void packet(byte[] packet) {
    inlet.packet(packet);
  }

  /** Somebody is the caller, and will be reported. */
  void callerIs(String sid) {
    linked = sid;
    reported = false;
  }

  /** The caller has just been reported. */
  void callerReported() {
    reported = true;
    texts.callerIs(linked);
    recordings.begin();
  }

  void callerLeft() {
    streams.gone(linked);
    texts.callerLeft();
    recordings.callerLeft();
    linked = "";
    reported = false;
  }

  /** Takes the caller's microphone; gives what is to hear its live audio. */
  RemoteAudio.Listener microphone(String track, boolean recorded) {
    return recordings.microphone(linked, track, recorded, reported);
  }

  /** What was ignored. */
  IgnoredData ignored() {
    return ignored;
  }

  private void read(DataPacket packet) {
    if (packet.hasChatMessage()) {
      legacyChat(packet.getParticipantSid(), packet.getChatMessage());
    } else {
      streams.packet(packet);
    }
  }

  /** A change of an earlier message is not a turn: that one has been answered. */
  private void chat(Received stream) {
    var kind = stream.header().getTextHeader().getOperationType();
    if (kind == DataStream.OperationType.CREATE) {
      String text = new String(stream.content(), StandardCharsets.UTF_8);
      texts.message(stream.sender(), stream.header().getStreamId(), text);
    } else {
      ignored.add(Why.REPEATED);
    }
  }

  private void legacyChat(String sender, ChatMessage message) {
    if (message.getDeleted() || message.getEditTimestamp() != 0) {
      ignored.add(Why.REPEATED);
    } else {
      texts.message(sender, message.getId(), message.getMessage());
    }
  }
}
