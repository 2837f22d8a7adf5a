@NullMarked
package io.echosphere.application.cost;

import org.jspecify.annotations.NullMarked;
