package io.echosphere.adapter.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.FileNotFoundException;
import java.io.IOException;

/**
 * A model loaded into the process's one ONNX Runtime. Thread-safe: running the session is, and it
 * keeps nothing between runs.
 */
public final class OnnxModel implements AutoCloseable {
  private final String what;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private volatile boolean loaded = true;

  private OnnxModel(String what, OrtEnvironment environment, OrtSession session) {
    this.what = what;
    this.environment = environment;
    this.session = session;
  }

  /**
   * Where a model lies.
   *
   * @param what names it in messages, such as "the voice activity model"
   * @param owner the class in whose package the resource is
   * @param resource the file's name there
   */
  public record Source(String what, Class<?> owner, String resource) {}

  /**
   * Loads the runtime's native library, once a process, and the model.
   *
   * @param threads how many threads share one run, the caller's among them; at least 1
   * @throws ModelUnavailable if this machine cannot run them, in words for the operator
   */
  public static OnnxModel load(Source source, int threads) throws ModelUnavailable {
    try {
      var environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      try (var options = options(threads)) {
        return new OnnxModel(
            source.what(), environment, environment.createSession(bytes(source), options));
      }
    } catch (OrtException | IOException e) {
      throw new ModelUnavailable(
          source.what() + " does not load: " + e.getMessage() + ": reinstall EchoSphere", e);
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

  /** The runtime, to make tensors in. */
  public OrtEnvironment environment() {
    return environment;
  }

  /** The model, to run. */
  public OrtSession session() {
    return session;
  }

  /** Whether the model can be run: until it is freed. */
  public boolean isLoaded() {
    return loaded;
  }

  /** Frees the model; only when nothing runs it. The runtime stays loaded. */
  @Override
  public void close() {
    loaded = false;
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(what + " did not close", e);
    }
  }

  /** Threads that spin between runs only cost: a model runs once a window or once a pause. */
  private static OrtSession.SessionOptions options(int threads) throws OrtException {
    var options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    return options;
  }

  private static byte[] bytes(Source source) throws IOException {
    try (var stream = source.owner().getResourceAsStream(source.resource())) {
      if (stream == null) {
        throw new FileNotFoundException(source.resource() + " is missing in the adapters' jar");
      }
      return stream.readAllBytes();
    }
  }
}
