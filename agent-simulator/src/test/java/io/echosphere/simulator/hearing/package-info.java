/** What the ear promises. */
@NullMarked
package io.echosphere.simulator.hearing;

import org.jspecify.annotations.NullMarked;
