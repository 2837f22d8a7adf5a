package io.echosphere.adapter.livekit.room.early;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the Opus track of a WebM recording as browsers write it: live, so that the sizes of segment
 * and clusters are unknown, and maybe cut off at the end. One pass without recursion: an element
 * that contains others is simply gone into.
 */
final class WebmOpus {
  private static final int EBML = 0x1A45DFA3;
  private static final int SEGMENT = 0x18538067;
  private static final int CLUSTER = 0x1F43B675;
  private static final int TRACKS = 0x1654AE6B;
  private static final int TRACK_ENTRY = 0xAE;
  private static final int CODEC = 0x86;
  private static final int CODEC_PRIVATE = 0x63A2;
  private static final int BLOCK_GROUP = 0xA0;
  private static final int BLOCK = 0xA1;
  private static final int SIMPLE_BLOCK = 0xA3;
  private static final int LACING = 0x06;
  private static final int BLOCK_HEADER = 4;

  private final ByteBuffer in;
  private final List<byte[]> packets = new ArrayList<>();
  private int tracks;
  private boolean opus;
  private byte[] head = {};

  private WebmOpus(byte[] bytes) {
    in = ByteBuffer.wrap(bytes);
  }

  static boolean matches(byte[] bytes) {
    return bytes.length >= 4 && ByteBuffer.wrap(bytes).getInt() == EBML;
  }

  /**
   * Reads all packets; a last element that is cut off is left out.
   *
   * @throws UnreadableAudio if it does not hold one Opus track, or is broken
   */
  static OpusPackets read(byte[] bytes) throws UnreadableAudio {
    var reader = new WebmOpus(bytes);
    try {
      while (reader.in.hasRemaining()) {
        reader.element();
      }
    } catch (BufferUnderflowException _) {
      // The recording was stopped in the middle of an element.
    }
    if (!reader.opus || reader.tracks != 1) {
      throw new UnreadableAudio("its WebM does not hold one Opus track");
    }
    return new OpusPackets(OpusPackets.preSkip(reader.head), reader.packets);
  }

  private void element() throws UnreadableAudio {
    int id = id();
    long size = size();
    switch (id) {
      case SEGMENT, CLUSTER, TRACKS, BLOCK_GROUP -> {}
      case TRACK_ENTRY -> tracks++;
      case CODEC -> opus = new String(take(size), StandardCharsets.US_ASCII).startsWith("A_OPUS");
      case CODEC_PRIVATE -> head = take(size);
      case BLOCK, SIMPLE_BLOCK -> block(size);
      default -> take(size);
    }
  }

  /** A block is its track's number, a time of two bytes, flags, and the packet. */
  private void block(long size) throws UnreadableAudio {
    ByteBuffer block = ByteBuffer.wrap(take(size));
    if (block.remaining() < BLOCK_HEADER) {
      throw new UnreadableAudio("its WebM is broken");
    }
    int track = block.get() & 0xFF;
    if ((track & 0x80) == 0) {
      throw new UnreadableAudio("its WebM numbers tracks beyond 127");
    }
    block.getShort();
    if ((block.get() & LACING) != 0) {
      throw new UnreadableAudio("its WebM puts several packets into a block");
    }
    var packet = new byte[block.remaining()];
    block.get(packet);
    packets.add(packet);
  }

  private int id() throws UnreadableAudio {
    int first = in.get() & 0xFF;
    int length = Integer.numberOfLeadingZeros(first) - 23;
    if (length > 4) {
      throw new UnreadableAudio("its WebM is broken");
    }
    int id = first;
    for (int i = 1; i < length; i++) {
      id = id << 8 | (in.get() & 0xFF);
    }
    return id;
  }

  /** An element's size; one that is unknown is longer than everything. */
  private long size() throws UnreadableAudio {
    int first = in.get() & 0xFF;
    int length = Integer.numberOfLeadingZeros(first) - 23;
    if (length > 8) {
      throw new UnreadableAudio("its WebM is broken");
    }
    long size = first & (0xFF >>> length);
    boolean unknown = size == 0xFF >>> length;
    for (int i = 1; i < length; i++) {
      int next = in.get() & 0xFF;
      unknown &= next == 0xFF;
      size = size << 8 | next;
    }
    return unknown ? Long.MAX_VALUE : size;
  }

  private byte[] take(long size) {
    if (size > in.remaining()) {
      throw new BufferUnderflowException();
    }
    var content = new byte[(int) size];
    in.get(content);
    return content;
  }
}
