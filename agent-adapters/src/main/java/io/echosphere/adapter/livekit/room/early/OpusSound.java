package io.echosphere.adapter.livekit.room.early;

import io.echosphere.domain.audio.AudioFormat;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.List;

/** Turns Opus packets into sound. */
final class OpusSound {
  /** Decoded and thrown away before a cut beginning: the decoder needs as much to settle. */
  private static final int SETTLE_SAMPLES = 80 * AudioFormat.ROOM_RATE_HZ / 1_000;

  private OpusSound() {}

  /**
   * Decodes the last {@link EarlyAudio#MAX_SECONDS}, mono at 48 kHz; two channels are mixed by the
   * decoder.
   *
   * @throws UnreadableAudio if a packet is broken
   */
  static short[] decode(OpusPackets opus) throws UnreadableAudio {
    List<byte[]> packets = opus.packets();
    int first = packets.size();
    int wanted = 0;
    while (first > 0 && wanted < EarlyAudio.MAX_SAMPLES + SETTLE_SAMPLES) {
      first--;
      wanted += samples(packets.get(first));
    }
    var sound = new short[wanted];
    int length = 0;
    try {
      var decoder = new OpusDecoder(AudioFormat.ROOM_RATE_HZ, 1);
      for (byte[] packet : packets.subList(first, packets.size())) {
        length += decoder.decode(packet, 0, packet.length, sound, length, samples(packet), false);
      }
    } catch (OpusException | RuntimeException | AssertionError e) { // it checks its input late
      throw new UnreadableAudio("an Opus packet is broken", e);
    }
    int skip = first == 0 ? Math.min(opus.preSkip(), length) : Math.min(SETTLE_SAMPLES, length);
    return EarlyAudio.last(sound, skip, length);
  }

  private static int samples(byte[] packet) throws UnreadableAudio {
    int samples = OpusPackets.samples(packet);
    if (samples == 0) {
      throw new UnreadableAudio("an Opus packet is empty or too long");
    }
    return samples;
  }
}
