package io.echosphere.adapter.onnx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class OnnxModelTest {
  @Test
  void aMissingModelIsNamedWithItsFix() {
    assertThatThrownBy(() -> OnnxModel.load(source("absent.onnx"), 1))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessage(
            "the model of a test does not load: absent.onnx is missing in the adapters' jar:"
                + " reinstall EchoSphere");
  }

  @Test
  void aCorruptModelIsNamedWithItsFix() {
    assertThatThrownBy(() -> OnnxModel.load(source("corrupt.onnx"), 1))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageStartingWith("the model of a test does not load: ")
        .hasMessageEndingWith(": reinstall EchoSphere");
  }

  private static OnnxModel.Source source(String resource) {
    return new OnnxModel.Source("the model of a test", OnnxModelTest.class, resource);
  }
}
