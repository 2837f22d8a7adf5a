/**
 * The only clocks. In: the system's time. Out: timers' tasks on one daemon thread, beats on one
 * thread per frame clock.
 */
@NullMarked
package io.echosphere.adapter.time;

import org.jspecify.annotations.NullMarked;
