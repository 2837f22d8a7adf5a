/**
 * Recording. In: {@link io.echosphere.application.recording.Fact}s of every conversation. Out:
 * writes to the {@code SessionRepository}, in order. Thread: {@code recorder}, one per worker; the
 * conversations only enqueue.
 */
@NullMarked
package io.echosphere.application.recording;

import org.jspecify.annotations.NullMarked;
