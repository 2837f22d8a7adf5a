/** Tests of what was stored. */
@NullMarked
package io.echosphere.application.history;

import org.jspecify.annotations.NullMarked;
