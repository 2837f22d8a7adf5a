/**
 * Speaking. In: a reply's text as it is written. Out: paced 16 kHz frames and {@code
 * TurnEvent.Replied}. Threads: one virtual thread a reply, and the mouth.
 */
@NullMarked
package io.echosphere.application.speaking;

import org.jspecify.annotations.NullMarked;
