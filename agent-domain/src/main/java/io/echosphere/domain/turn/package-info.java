/** Whose turn it is: events in, effects out, decided by {@code TurnMachine}. */
@NullMarked
package io.echosphere.domain.turn;

import org.jspecify.annotations.NullMarked;
