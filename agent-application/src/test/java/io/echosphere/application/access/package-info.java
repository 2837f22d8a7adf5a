/** Tests of letting people in. */
@NullMarked
package io.echosphere.application.access;

import org.jspecify.annotations.NullMarked;
