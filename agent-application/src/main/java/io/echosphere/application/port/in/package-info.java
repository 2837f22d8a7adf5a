/** What may be asked of the application: take a job, drain. */
@NullMarked
package io.echosphere.application.port.in;

import org.jspecify.annotations.NullMarked;
