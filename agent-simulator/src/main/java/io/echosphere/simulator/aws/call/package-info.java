/**
 * What was asked of the simulator: one {@code Call} for each request, kept in a {@code CallLog}.
 */
@NullMarked
package io.echosphere.simulator.aws.call;

import org.jspecify.annotations.NullMarked;
