/** PCM helpers of the simulator: WAV files and sampling rates. In and out: 16-bit mono PCM. */
@NullMarked
package io.echosphere.simulator.audio;

import org.jspecify.annotations.NullMarked;
