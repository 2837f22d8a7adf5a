/**
 * The demo. In: the distribution that operators run. Out: one spoken call on this machine, shown as
 * it happens and as it was stored. Thread: the main thread; Ctrl-C runs the shutdown hooks.
 */
@NullMarked
package io.echosphere.simulator.demo;

import org.jspecify.annotations.NullMarked;
