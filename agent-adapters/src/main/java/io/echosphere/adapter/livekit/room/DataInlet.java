package io.echosphere.adapter.livekit.room;

import com.google.protobuf.InvalidProtocolBufferException;
import io.echosphere.adapter.livekit.room.IgnoredData.Why;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import livekit.LivekitModels.DataPacket;

/**
 * Takes data packets from native threads to the room's. What waits is bounded by {@link
 * #MAX_WAITING}: anybody in the room may send, and the room's thread may be busy for a while; what
 * goes beyond is ignored. Thread-safe.
 */
final class DataInlet {
  /** In bytes: two whole recordings of what came before a call. */
  static final int MAX_WAITING = 4 * 1024 * 1024;

  /** What a waiting packet costs beyond its bytes, so that many empty ones count, too. */
  private static final int OVERHEAD = 256;

  private final Executor room;
  private final Consumer<DataPacket> reader;
  private final IgnoredData ignored;
  private final AtomicInteger waiting = new AtomicInteger();

  DataInlet(Executor room, Consumer<DataPacket> reader, IgnoredData ignored) {
    this.room = room;
    this.reader = reader;
    this.ignored = ignored;
  }

  /** Takes a packet, which is ours from now on; any thread. */
  void packet(byte[] packet) {
    int cost = packet.length + OVERHEAD;
    if (waiting.addAndGet(cost) > MAX_WAITING) {
      waiting.addAndGet(-cost);
      ignored.add(Why.TOO_FAST);
      return;
    }
    room.execute(
        () -> {
          waiting.addAndGet(-cost);
          read(packet);
        });
  }

  private void read(byte[] packet) {
    DataPacket parsed;
    try {
      parsed = DataPacket.parseFrom(packet);
    } catch (InvalidProtocolBufferException e) {
      ignored.add(Why.MALFORMED);
      return;
    }
    reader.accept(parsed);
  }
}
