package io.echosphere.adapter.smartturn;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.echosphere.adapter.onnx.OnnxModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * From a window of speech to a probability. Owned by the estimator's thread: its tensors lie in
 * direct buffers made once, and each window is written into them.
 *
 * <p>The weights are 8-bit, and activations are rounded to 8 bits on the way. Where the model is
 * undecided, changes of 1e-5 in the features move its answer by up to 0.3; close to 0 and 1 they do
 * not. So an answer in the middle says nothing.
 */
final class SmartTurnModel implements AutoCloseable {
  private static final String INPUT = "input_features";

  /** The name is misleading: the graph ends in a sigmoid. */
  private static final String OUTPUT = "logits";

  private final OnnxModel model;
  private final LogMel logMel = new LogMel();
  private final FloatBuffer features = floats(LogMel.VALUES);
  private final FloatBuffer result = floats(1);
  private final OnnxTensor input;
  private final OnnxTensor output;

  /** Takes the model over: closing this closes it. */
  SmartTurnModel(OnnxModel model) throws OrtException {
    this.model = model;
    var runtime = model.environment();
    input =
        OnnxTensor.createTensor(runtime, features, new long[] {1, MelFilters.COUNT, LogMel.FRAMES});
    output = OnnxTensor.createTensor(runtime, result, new long[] {1, 1});
  }

  /**
   * The probability that the speaker has finished.
   *
   * @param window {@link SpeechRing#WINDOW} samples
   * @param zeros how many of the first are padding
   * @return 0 to 1
   */
  double probability(short[] window, int zeros) throws OrtException {
    logMel.compute(window, zeros, features);
    return infer();
  }

  /** The probability for the features of the last window. */
  double infer() throws OrtException {
    try (OrtSession.Result _ = model.session().run(Map.of(INPUT, input), Map.of(OUTPUT, output))) {
      return Math.clamp(result.get(0), 0.0, 1.0);
    }
  }

  @Override
  public void close() {
    input.close();
    output.close();
    model.close();
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
