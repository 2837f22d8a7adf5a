@NullMarked
package io.echosphere.domain.speech;

import org.jspecify.annotations.NullMarked;
