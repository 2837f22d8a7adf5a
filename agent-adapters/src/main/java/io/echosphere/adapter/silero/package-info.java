/**
 * Voice activity by Silero's model on ONNX Runtime. In: windows of 512 samples at 16 kHz. Out: a
 * probability each. Thread: the ear the session is pinned to; native code pins its thread.
 */
@NullMarked
package io.echosphere.adapter.silero;

import org.jspecify.annotations.NullMarked;
