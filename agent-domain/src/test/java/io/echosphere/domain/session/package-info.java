@NullMarked
package io.echosphere.domain.session;

import org.jspecify.annotations.NullMarked;
