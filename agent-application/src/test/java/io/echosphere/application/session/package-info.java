@NullMarked
package io.echosphere.application.session;

import org.jspecify.annotations.NullMarked;
