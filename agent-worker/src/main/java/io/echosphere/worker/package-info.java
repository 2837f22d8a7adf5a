/** The process: reads the configuration, puts the parts together, runs and ends. */
@NullMarked
package io.echosphere.worker;

import org.jspecify.annotations.NullMarked;
