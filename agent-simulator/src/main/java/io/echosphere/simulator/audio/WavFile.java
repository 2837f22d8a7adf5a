package io.echosphere.simulator.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Mono 16-bit PCM with its rate, read from and written to RIFF WAVE. Immutable.
 *
 * <p>Read by hand because {@code javax.sound} drags the desktop module in.
 */
public final class WavFile {
  private static final int RIFF_HEADER = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int FORMAT_BYTES = 16;

  private final int sampleRateHz;
  private final short[] samples;

  /** Takes a copy of the samples. */
  public WavFile(int sampleRateHz, short[] samples) {
    this.sampleRateHz = sampleRateHz;
    this.samples = samples.clone();
  }

  /** Samples a second. */
  public int sampleRateHz() {
    return sampleRateHz;
  }

  /** A copy of the samples. */
  public short[] samples() {
    return samples.clone();
  }

  /**
   * Reads a file's bytes.
   *
   * @throws IOException when they are not a mono 16-bit PCM WAVE file
   */
  public static WavFile parse(byte[] bytes) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < RIFF_HEADER || !tag(in).equals("RIFF")) {
      throw new IOException("not a WAV file: it does not begin with RIFF");
    }
    in.position(RIFF_HEADER);
    int rate = 0;
    while (in.remaining() >= CHUNK_HEADER) {
      String name = tag(in);
      // an unsigned size; recorders that stream leave 0xffffffff behind
      int size = (int) Math.min(in.getInt() & 0xffffffffL, in.remaining());
      ByteBuffer chunk = in.slice(in.position(), size).order(ByteOrder.LITTLE_ENDIAN);
      if (name.equals("fmt ") && size >= FORMAT_BYTES) {
        int channels = chunk.getShort(2);
        int bits = chunk.getShort(14);
        if (channels != 1 || bits != 16) {
          throw new IOException(
              "WAV has %d channels of %d bits: convert it to mono 16-bit"
                  .formatted(channels, bits));
        }
        rate = chunk.getInt(4);
      } else if (name.equals("data") && rate > 0) {
        short[] samples = new short[size / 2];
        chunk.asShortBuffer().get(samples);
        return new WavFile(rate, samples);
      }
      in.position(Math.min(in.limit(), in.position() + size + (size & 1)));
    }
    throw new IOException("WAV has no fmt chunk followed by a data chunk");
  }

  /** The file's bytes: a 44-byte header and the samples. */
  public byte[] toBytes() {
    int data = samples.length * 2;
    ByteBuffer out = ByteBuffer.allocate(44 + data).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(36 + data).put(ascii("WAVE"));
    out.put(ascii("fmt ")).putInt(FORMAT_BYTES).putShort((short) 1).putShort((short) 1);
    out.putInt(sampleRateHz).putInt(sampleRateHz * 2).putShort((short) 2).putShort((short) 16);
    out.put(ascii("data")).putInt(data);
    out.asShortBuffer().put(samples);
    return out.array();
  }

  private static String tag(ByteBuffer in) {
    byte[] name = new byte[4];
    in.get(name);
    return new String(name, StandardCharsets.US_ASCII);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
