@NullMarked
package io.echosphere.domain.turn;

import org.jspecify.annotations.NullMarked;
