package io.echosphere.adapter.livekit.room;

import com.google.protobuf.ByteString;
import io.echosphere.adapter.livekit.room.IgnoredData.Why;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.DataStream;

/**
 * Puts data streams together again and hands them on once they are whole; those that are broken are
 * counted. Only topics asked for are kept, and of each at most so many streams of so many bytes,
 * whatever a header announces; when one more begins, the oldest is forgotten. Streams are told
 * apart by their sender's session id, which the server vouches for; the identity it does not, when
 * the sender is an agent. Owned by the room's thread.
 */
final class IncomingStreams {
  private final Collection<Topic> topics;
  private final Predicate<String> welcome;
  private final IgnoredData ignored;
  private final Map<Key, Open> open = new LinkedHashMap<>();

  /**
   * Streams of some topics.
   *
   * @param welcome whether a sender, by session id, is listened to
   */
  IncomingStreams(Collection<Topic> topics, Predicate<String> welcome, IgnoredData ignored) {
    this.topics = List.copyOf(topics);
    this.welcome = welcome;
    this.ignored = ignored;
  }

  /**
   * What is done with the streams of a topic.
   *
   * @param text whether its streams are text; others are bytes
   * @param maxOpen how many of its streams may be open at once
   * @param maxBytes how much of a stream is kept
   * @param cut whether a longer stream is cut off there; else it is ignored
   * @param reader takes the whole ones
   */
  record Topic(
      String name,
      boolean text,
      int maxOpen,
      int maxBytes,
      boolean cut,
      Consumer<Received> reader) {}

  /**
   * A whole stream.
   *
   * @param sender the sender's session id
   * @param content its bytes; not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Received(String sender, DataStream.Header header, byte[] content) {}

  private record Key(String sender, String stream) {}

  private static final class Open {
    final Topic topic;
    final DataStream.Header header;
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long chunks;
    long length;

    Open(Topic topic, DataStream.Header header) {
      this.topic = topic;
      this.header = header;
    }
  }

  /** Takes a packet; those of other kinds are ignored. */
  void packet(DataPacket packet) {
    String sender = packet.getParticipantSid();
    switch (packet.getValueCase()) {
      case STREAM_HEADER -> begin(sender, packet.getStreamHeader());
      case STREAM_CHUNK -> goOn(sender, packet.getStreamChunk());
      case STREAM_TRAILER -> end(sender, packet.getStreamTrailer());
      default -> {} // chat, remote procedures and whatever newer clients send
    }
  }

  /** Forgets what somebody began and will not finish. */
  void gone(String sender) {
    open.keySet().removeIf(key -> key.sender().equals(sender));
  }

  /** How many streams are open. */
  int open() {
    return open.size();
  }

  private void begin(String sender, DataStream.Header header) {
    for (Topic topic : topics) {
      boolean fits = topic.text() ? header.hasTextHeader() : header.hasByteHeader();
      if (fits && topic.name().equals(header.getTopic())) {
        begin(new Key(sender, header.getStreamId()), topic, header);
      }
    }
  }

  private void begin(Key key, Topic topic, DataStream.Header header) {
    if (!welcome.test(key.sender())) {
      ignored.add(Why.NOT_THE_CALLER);
    } else if (!open.containsKey(key)) {
      makeRoom(topic);
      open.put(key, new Open(topic, header));
    }
  }

  private void makeRoom(Topic topic) {
    var oldest = new ArrayList<Key>();
    open.forEach(
        (key, stream) -> {
          if (stream.topic.equals(topic)) {
            oldest.add(key);
          }
        });
    Iterator<Key> next = oldest.iterator();
    for (int count = oldest.size(); count >= topic.maxOpen(); count--) {
      open.remove(next.next());
      ignored.add(Why.UNFINISHED_STREAM);
    }
  }

  /** The channel keeps the order, but a chunk may come twice when a connection was resumed. */
  private void goOn(String sender, DataStream.Chunk chunk) {
    var key = new Key(sender, chunk.getStreamId());
    Open stream = open.get(key);
    if (stream == null || chunk.getChunkIndex() < stream.chunks) {
      return;
    }
    if (chunk.getChunkIndex() > stream.chunks) {
      open.remove(key);
      ignored.add(Why.BROKEN_STREAM);
      return;
    }
    stream.chunks++;
    stream.length += chunk.getContent().size();
    int room = stream.topic.maxBytes() - stream.bytes.size();
    ByteString content = chunk.getContent();
    if (content.size() <= room) {
      stream.bytes.writeBytes(content.toByteArray());
    } else if (stream.topic.cut()) {
      stream.bytes.writeBytes(content.substring(0, room).toByteArray());
    } else {
      open.remove(key);
      ignored.add(Why.TOO_LARGE);
    }
  }

  private void end(String sender, DataStream.Trailer trailer) {
    Open stream = open.remove(new Key(sender, trailer.getStreamId()));
    if (stream == null) {
      return;
    }
    boolean whole =
        !stream.header.hasTotalLength() || stream.header.getTotalLength() == stream.length;
    if (whole && trailer.getReason().isEmpty()) {
      stream.topic.reader().accept(new Received(sender, stream.header, stream.bytes.toByteArray()));
    } else {
      ignored.add(Why.BROKEN_STREAM);
    }
  }
}
