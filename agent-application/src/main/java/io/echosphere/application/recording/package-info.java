/**
 * Recording. In: {@link io.echosphere.application.recording.Fact}s of every conversation. Out:
 * writes to the {@code FactJournal}, then to the {@code SessionRepository}, in order. Threads:
 * {@code journal}, {@code recorder} and {@code journal-adoption}, one each per worker; the
 * conversations only enqueue.
 */
@NullMarked
package io.echosphere.application.recording;

import org.jspecify.annotations.NullMarked;
