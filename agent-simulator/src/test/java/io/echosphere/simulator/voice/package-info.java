/** What the voice promises. */
@NullMarked
package io.echosphere.simulator.voice;

import org.jspecify.annotations.NullMarked;
