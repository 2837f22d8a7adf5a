package io.echosphere.adapter.livekit.room.early;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads an Opus recording in Ogg (RFC 7845) of one stream, maybe cut off at the end. */
final class OggOpus {
  private static final int PAGE = 0x4F676753;

  /** Version, type, position, serial number, sequence number and checksum. */
  private static final int PAGE_HEADER = 22;

  /** A piece of this length goes on in the next one. */
  private static final int FULL = 255;

  private OggOpus() {}

  static boolean matches(byte[] bytes) {
    return bytes.length >= 4 && ByteBuffer.wrap(bytes).getInt() == PAGE;
  }

  /**
   * Reads all packets.
   *
   * @throws UnreadableAudio if it does not hold an Opus stream, or is broken
   */
  static OpusPackets read(byte[] bytes) throws UnreadableAudio {
    List<byte[]> packets = packets(ByteBuffer.wrap(bytes));
    if (packets.isEmpty()) {
      throw new UnreadableAudio("its Ogg is empty");
    }
    int preSkip = OpusPackets.preSkip(packets.getFirst());
    return new OpusPackets(preSkip, packets.subList(Math.min(2, packets.size()), packets.size()));
  }

  private static List<byte[]> packets(ByteBuffer in) throws UnreadableAudio {
    var packets = new ArrayList<byte[]>();
    var packet = new ByteArrayOutputStream();
    try {
      while (in.hasRemaining()) {
        if (in.getInt() != PAGE) {
          throw new UnreadableAudio("its Ogg is broken");
        }
        in.get(new byte[PAGE_HEADER]);
        var lengths = new byte[in.get() & 0xFF];
        in.get(lengths);
        for (byte length : lengths) {
          var piece = new byte[length & 0xFF];
          in.get(piece);
          packet.writeBytes(piece);
          if (piece.length < FULL) {
            packets.add(packet.toByteArray());
            packet.reset();
          }
        }
      }
    } catch (BufferUnderflowException _) {
      // The recording was stopped in the middle of a page.
    }
    return packets;
  }
}
