/** Logs. In: the logging configuration. Out: Logback, set up without reading a file. */
@NullMarked
package io.echosphere.worker.logging;

import org.jspecify.annotations.NullMarked;
