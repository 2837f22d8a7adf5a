package io.echosphere.adapter.onnx;

/** The model or its runtime cannot be loaded; the message names the problem and the fix. */
public final class ModelUnavailable extends Exception {
  ModelUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
