/** The command line. In: arguments and environment. Out: text on a terminal and an exit code. */
@NullMarked
package io.echosphere.worker.command;

import org.jspecify.annotations.NullMarked;
