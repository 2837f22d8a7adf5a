/** What tests may know of the composition root. */
@NullMarked
package io.echosphere.worker.wiring;

import org.jspecify.annotations.NullMarked;
