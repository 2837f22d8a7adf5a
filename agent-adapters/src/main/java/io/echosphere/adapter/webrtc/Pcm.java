package io.echosphere.adapter.webrtc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Samples as the library takes them: 16-bit in the machine's byte order. */
final class Pcm {
  private static final VarHandle SAMPLE =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());

  private Pcm() {}

  static void toBytes(short[] samples, int count, byte[] bytes) {
    for (int i = 0; i < count; i++) {
      SAMPLE.set(bytes, i * Short.BYTES, samples[i]);
    }
  }

  static void toSamples(byte[] bytes, short[] samples, int count) {
    for (int i = 0; i < count; i++) {
      samples[i] = (short) SAMPLE.get(bytes, i * Short.BYTES);
    }
  }
}
