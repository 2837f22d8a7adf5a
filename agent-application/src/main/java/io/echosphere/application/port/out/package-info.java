/** What the application needs from the world; each port is named for a role. */
@NullMarked
package io.echosphere.application.port.out;

import org.jspecify.annotations.NullMarked;
