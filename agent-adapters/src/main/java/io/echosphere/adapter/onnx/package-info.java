/**
 * What the adapters on ONNX Runtime share: loading a model from their resources, the options of its
 * session, and failures in words. Thread: any; native code pins its thread, so not a virtual one.
 */
@NullMarked
package io.echosphere.adapter.onnx;

import org.jspecify.annotations.NullMarked;
