/**
 * Hearing. In: the caller's 48 kHz frames. Out: {@code TurnEvent.Heard}. Thread: the ear the call
 * is pinned to.
 */
@NullMarked
package io.echosphere.application.hearing;

import org.jspecify.annotations.NullMarked;
