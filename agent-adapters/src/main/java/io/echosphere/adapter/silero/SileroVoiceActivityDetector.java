package io.echosphere.adapter.silero;

import ai.onnxruntime.OrtException;
import io.echosphere.adapter.onnx.ModelUnavailable;
import io.echosphere.adapter.onnx.OnnxModel;
import io.echosphere.application.port.out.VoiceActivityDetector;

/**
 * Silero VAD v6 on ONNX Runtime. One native session serves every channel: running it is thread-safe
 * and keeps nothing between runs. Thread-safe; each channel belongs to one thread at a time.
 */
public final class SileroVoiceActivityDetector implements VoiceActivityDetector, AutoCloseable {
  private static final OnnxModel.Source MODEL =
      new OnnxModel.Source(
          "the voice activity model", SileroVoiceActivityDetector.class, "silero_vad.onnx");

  /** One window takes 0.1 ms: threads of its own would only cost. */
  private static final int THREADS = 1;

  private final OnnxModel model;

  private SileroVoiceActivityDetector(OnnxModel model) {
    this.model = model;
  }

  /**
   * Loads the runtime's native library and the model: about 0.3 s.
   *
   * @throws ModelUnavailable if this machine cannot run them
   */
  public static SileroVoiceActivityDetector load() throws ModelUnavailable {
    return new SileroVoiceActivityDetector(OnnxModel.load(MODEL, THREADS));
  }

  @Override
  public Channel open() {
    try {
      return new SileroChannel(model.environment(), model.session());
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime gave no tensors for a channel", e);
    }
  }

  /** Whether the model can be run: until it is freed. */
  public boolean isLoaded() {
    return model.isLoaded();
  }

  /** Frees the model; only after every channel is closed. The runtime stays loaded. */
  @Override
  public void close() {
    model.close();
  }
}
