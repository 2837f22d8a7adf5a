@NullMarked
package io.echosphere.application.hearing;

import org.jspecify.annotations.NullMarked;
