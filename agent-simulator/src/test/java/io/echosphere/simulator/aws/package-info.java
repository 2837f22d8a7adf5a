/** The simulator as the AWS SDK's own clients see it. */
@NullMarked
package io.echosphere.simulator.aws;

import org.jspecify.annotations.NullMarked;
