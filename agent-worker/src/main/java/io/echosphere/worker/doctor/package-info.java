/** A doctor. In: the configuration. Out: what works and, for what does not, how to mend it. */
@NullMarked
package io.echosphere.worker.doctor;

import org.jspecify.annotations.NullMarked;
