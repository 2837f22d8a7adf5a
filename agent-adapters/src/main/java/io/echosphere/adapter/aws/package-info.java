/**
 * What the AWS adapters share: clients, limits, the budget of a call, failures in the ports' terms.
 * In: SDK results and exceptions. Out: {@link io.echosphere.application.port.out.Failure}. Threads:
 * two I/O threads named {@code aws-io-*} for all calls of the process.
 */
@NullMarked
package io.echosphere.adapter.aws;

import org.jspecify.annotations.NullMarked;
