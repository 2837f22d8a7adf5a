@NullMarked
package io.echosphere.domain.turn.ending;

import org.jspecify.annotations.NullMarked;
