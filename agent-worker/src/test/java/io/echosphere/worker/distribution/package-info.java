/** The distribution as packaged, and the files that operators run it by, against the code. */
@NullMarked
package io.echosphere.worker.distribution;

import org.jspecify.annotations.NullMarked;
