@NullMarked
package io.echosphere.application.health;

import org.jspecify.annotations.NullMarked;
