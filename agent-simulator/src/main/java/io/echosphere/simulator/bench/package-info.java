/**
 * The measurements. In: the distribution that operators run. Out: tables of latency, memory and
 * growth, taken from outside of its processes. Thread: the main thread.
 */
@NullMarked
package io.echosphere.simulator.bench;

import org.jspecify.annotations.NullMarked;
