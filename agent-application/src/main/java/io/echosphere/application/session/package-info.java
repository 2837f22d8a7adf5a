/**
 * The session. In: {@code TurnEvent}s by mailbox. Out: effects. Thread: one virtual thread a call,
 * which owns its state.
 */
@NullMarked
package io.echosphere.application.session;

import org.jspecify.annotations.NullMarked;
