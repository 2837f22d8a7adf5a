/**
 * Letting people in. In: a checked visitor. Out: a token for one room, and an agent in it. Thread:
 * whoever asks.
 */
@NullMarked
package io.echosphere.application.access;

import org.jspecify.annotations.NullMarked;
