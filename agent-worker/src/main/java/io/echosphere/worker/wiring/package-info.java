/** Composition root. In: the configuration. Out: a running worker; the only place that sees all. */
@NullMarked
package io.echosphere.worker.wiring;

import org.jspecify.annotations.NullMarked;
