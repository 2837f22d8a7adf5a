/**
 * How the process ends. In: SIGTERM and SIGINT. Out: drain, then an exit code. Thread: the JVM's
 * signal threads and one, {@code shutdown}, that drains.
 */
@NullMarked
package io.echosphere.worker.lifecycle;

import org.jspecify.annotations.NullMarked;
