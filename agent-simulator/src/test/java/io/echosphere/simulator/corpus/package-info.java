/** Tests of the corpus' labels and of what is made from them without a synthesizer. */
@NullMarked
package io.echosphere.simulator.corpus;

import org.jspecify.annotations.NullMarked;
