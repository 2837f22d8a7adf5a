@NullMarked
package io.echosphere.application.speaking;

import org.jspecify.annotations.NullMarked;
