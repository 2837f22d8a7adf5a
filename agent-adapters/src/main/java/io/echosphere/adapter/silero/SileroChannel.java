package io.echosphere.adapter.silero;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.echosphere.application.port.out.VoiceActivityDetector;
import io.echosphere.domain.audio.AudioFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Map;

/**
 * One caller's detector. All tensors lie in direct buffers made once; a window is written into the
 * input's, and two state tensors take turns as input and output. Not thread-safe.
 */
final class SileroChannel implements VoiceActivityDetector.Channel {
  /** What the model wants to see again of the window before (facts, section 5). */
  private static final int CONTEXT = 64;

  private static final int STATE = 2 * 128;
  private static final float FULL_SCALE = 32_768f;

  private final OrtSession session;
  private final FloatBuffer input = floats(CONTEXT + VoiceActivityDetector.WINDOW);
  private final FloatBuffer output = floats(1);
  private final List<FloatBuffer> states = List.of(floats(STATE), floats(STATE));
  private final List<OnnxTensor> tensors;
  private final List<Map<String, OnnxTensorLike>> inputs;
  private final List<Map<String, OnnxValue>> outputs;

  /** Which of {@link #states} holds what is remembered. */
  private int current;

  private boolean closed;

  SileroChannel(OrtEnvironment environment, OrtSession session) throws OrtException {
    this.session = session;
    var rate = longs(AudioFormat.SPEECH_RATE_HZ);
    var in = OnnxTensor.createTensor(environment, input, new long[] {1, input.capacity()});
    var sr = OnnxTensor.createTensor(environment, rate, new long[0]);
    var out = OnnxTensor.createTensor(environment, output, new long[] {1, 1});
    var first = OnnxTensor.createTensor(environment, states.getFirst(), new long[] {2, 1, 128});
    var second = OnnxTensor.createTensor(environment, states.getLast(), new long[] {2, 1, 128});
    tensors = List.of(in, sr, out, first, second);
    inputs =
        List.of(
            Map.of("input", in, "sr", sr, "state", first),
            Map.of("input", in, "sr", sr, "state", second));
    outputs =
        List.of(Map.of("output", out, "stateN", second), Map.of("output", out, "stateN", first));
  }

  @Override
  public float probability(short[] window) {
    if (closed) {
      throw new IllegalStateException("the channel is closed");
    }
    if (window.length != VoiceActivityDetector.WINDOW) {
      throw new IllegalArgumentException(
          "a window has " + VoiceActivityDetector.WINDOW + " samples, not " + window.length);
    }
    for (int i = 0; i < CONTEXT; i++) {
      input.put(i, input.get(VoiceActivityDetector.WINDOW + i));
    }
    for (int i = 0; i < window.length; i++) {
      input.put(CONTEXT + i, window[i] / FULL_SCALE);
    }
    try (var _ = session.run(inputs.get(current), outputs.get(current))) {
      current = 1 - current;
      return Math.clamp(output.get(0), 0f, 1f);
    } catch (OrtException e) {
      throw new IllegalStateException("the voice activity model failed", e);
    }
  }

  @Override
  public void reset() {
    zero(input);
    states.forEach(SileroChannel::zero);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      tensors.forEach(OnnxTensor::close);
    }
  }

  private static void zero(FloatBuffer buffer) {
    for (int i = 0; i < buffer.capacity(); i++) {
      buffer.put(i, 0f);
    }
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private static LongBuffer longs(long value) {
    return ByteBuffer.allocateDirect(Long.BYTES)
        .order(ByteOrder.nativeOrder())
        .asLongBuffer()
        .put(0, value);
  }
}
