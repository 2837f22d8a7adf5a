package io.echosphere.adapter.polly;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Makes samples of little-endian bytes that the network has cut anywhere. One owner at a time: the
 * thread that receives.
 */
final class SampleAssembler {
  private byte left;
  private boolean hasLeft;

  /** The whole samples that are there with these bytes; an odd last byte waits for the next. */
  short[] samples(ByteBuffer bytes) {
    ByteBuffer source = bytes.order(ByteOrder.LITTLE_ENDIAN);
    int available = source.remaining() + (hasLeft ? 1 : 0);
    short[] samples = new short[available / 2];
    int next = 0;
    if (hasLeft && samples.length > 0) {
      samples[next++] = (short) ((left & 0xff) | (source.get() << 8));
      hasLeft = false;
    }
    while (next < samples.length) {
      samples[next++] = source.getShort();
    }
    if (source.hasRemaining()) {
      left = source.get();
      hasLeft = true;
    }
    return samples;
  }
}
