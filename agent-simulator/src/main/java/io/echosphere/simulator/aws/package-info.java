/** The simulated AWS services behind one port: start it, plan faults, read what was asked of it. */
@NullMarked
package io.echosphere.simulator.aws;

import org.jspecify.annotations.NullMarked;
