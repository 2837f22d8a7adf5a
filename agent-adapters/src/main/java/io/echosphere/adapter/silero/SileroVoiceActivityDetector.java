package io.echosphere.adapter.silero;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.echosphere.application.port.out.VoiceActivityDetector;
import java.io.FileNotFoundException;
import java.io.IOException;

/**
 * Silero VAD v6 on ONNX Runtime. One native session serves every channel: running it is thread-safe
 * and keeps nothing between runs. Thread-safe; each channel belongs to one thread at a time.
 */
public final class SileroVoiceActivityDetector implements VoiceActivityDetector, AutoCloseable {
  private static final String MODEL = "silero_vad.onnx";

  private final OrtEnvironment environment;
  private final OrtSession session;

  private SileroVoiceActivityDetector(OrtEnvironment environment, OrtSession session) {
    this.environment = environment;
    this.session = session;
  }

  /**
   * Loads the runtime's native library and the model: about 0.3 s.
   *
   * @throws ModelUnavailable if this machine cannot run them
   */
  public static SileroVoiceActivityDetector load() throws ModelUnavailable {
    try {
      var environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      try (var options = options()) {
        return new SileroVoiceActivityDetector(
            environment, environment.createSession(model(), options));
      }
    } catch (OrtException | IOException e) {
      throw new ModelUnavailable(
          "the voice activity model does not load: " + e.getMessage() + ": reinstall EchoSphere",
          e);
    } catch (LinkageError e) {
      throw new ModelUnavailable(
          "ONNX Runtime's native library does not load ("
              + e.getMessage()
              + "): EchoSphere runs on Linux with glibc (x86-64, aarch64; not Alpine's musl), macOS"
              + " and Windows x86-64, and needs a temporary directory from which libraries"
              + " may be loaded (-Djava.io.tmpdir=DIR)",
          e);
    }
  }

  @Override
  public Channel open() {
    try {
      return new SileroChannel(environment, session);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime gave no tensors for a channel", e);
    }
  }

  /** Frees the model; only after every channel is closed. The runtime stays loaded. */
  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the voice activity model did not close", e);
    }
  }

  /** One window takes 0.1 ms: threads of its own and spinning only cost (facts, section 5). */
  private static OrtSession.SessionOptions options() throws OrtException {
    var options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    return options;
  }

  private static byte[] model() throws IOException {
    try (var stream = SileroVoiceActivityDetector.class.getResourceAsStream(MODEL)) {
      if (stream == null) {
        throw new FileNotFoundException(MODEL + " is missing in the adapters' jar");
      }
      return stream.readAllBytes();
    }
  }
}
