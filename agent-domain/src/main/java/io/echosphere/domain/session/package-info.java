/** One visit of one caller, from pending to its end. */
@NullMarked
package io.echosphere.domain.session;

import org.jspecify.annotations.NullMarked;
