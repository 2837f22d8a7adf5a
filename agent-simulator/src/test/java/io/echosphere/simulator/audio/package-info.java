/** What files and rates promise. */
@NullMarked
package io.echosphere.simulator.audio;

import org.jspecify.annotations.NullMarked;
