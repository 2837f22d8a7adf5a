package io.echosphere.adapter.livekit.room.early;

import java.util.List;

/**
 * The packets of an Opus recording, in order.
 *
 * @param preSkip samples at 48 kHz that a decoder gives before the recording begins
 */
record OpusPackets(int preSkip, List<byte[]> packets) {
  private static final int[] LOW_FRAMES = {480, 960, 1_920, 2_880};

  /** 120 ms, the longest that the format allows. */
  static final int MAX_SAMPLES = 5_760;

  OpusPackets {
    packets = List.copyOf(packets);
  }

  /**
   * How many samples at 48 kHz a packet holds, by its first bytes (RFC 6716, 3.1).
   *
   * @return 0 when it is none
   */
  static int samples(byte[] packet) {
    if (packet.length == 0) {
      return 0;
    }
    int configuration = (packet[0] & 0xFF) >>> 3;
    int frame;
    if (configuration < 12) {
      frame = LOW_FRAMES[configuration & 3];
    } else if (configuration < 16) {
      frame = LOW_FRAMES[configuration & 1];
    } else {
      frame = 120 << (configuration & 3);
    }
    int frames =
        switch (packet[0] & 3) {
          case 0 -> 1;
          case 1, 2 -> 2;
          default -> packet.length > 1 ? packet[1] & 0x3F : 0;
        };
    return frame * frames <= MAX_SAMPLES ? frame * frames : 0;
  }

  /**
   * Reads the pre-skip of an identification header (RFC 7845, 5.1).
   *
   * @throws UnreadableAudio if it is none, or of more than one stream
   */
  static int preSkip(byte[] head) throws UnreadableAudio {
    boolean isHead =
        head.length >= 19
            && head[0] == 'O'
            && head[1] == 'p'
            && head[2] == 'u'
            && head[3] == 's'
            && head[4] == 'H';
    if (!isHead || head[18] != 0) {
      throw new UnreadableAudio("its Opus header is missing or of several streams");
    }
    return (head[10] & 0xFF) | (head[11] & 0xFF) << 8;
  }
}
