/**
 * The simulator's voice. In: text and language. Out: PCM that never is silence. Thread: any; the
 * voice keeps no state.
 */
@NullMarked
package io.echosphere.simulator.voice;

import org.jspecify.annotations.NullMarked;
