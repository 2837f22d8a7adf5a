@NullMarked
package io.echosphere.application.recovery;

import org.jspecify.annotations.NullMarked;
