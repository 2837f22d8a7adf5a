/** Configuration. In: environment variables. Out: typed records, or every problem at once. */
@NullMarked
package io.echosphere.worker.config;

import org.jspecify.annotations.NullMarked;
