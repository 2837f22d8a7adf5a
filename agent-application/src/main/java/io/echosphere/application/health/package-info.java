/**
 * Whether this worker should take further calls, or end for a new one to take its place. In: the
 * pacer's beats, the process's memory. Out: a reason against calls, a wish to drain. Thread: beats
 * are counted on the mouth's thread, memory is read on one of its own.
 */
@NullMarked
package io.echosphere.application.health;

import org.jspecify.annotations.NullMarked;
