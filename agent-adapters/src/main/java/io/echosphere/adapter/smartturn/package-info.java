/**
 * End of turn by Smart Turn's model on ONNX Runtime. In: a caller's speech at 16 kHz, and questions
 * at its pauses. Out: a probability each. Threads: sound and questions on the ear the session is
 * pinned to; features, inference and answers on the one thread {@code smart-turn}.
 */
@NullMarked
package io.echosphere.adapter.smartturn;

import org.jspecify.annotations.NullMarked;
