/**
 * The local stack. In: nothing but a JDK. Out: a running LiveKit server and PostgreSQL for tests,
 * the demo and development. Thread: each server belongs to whoever started it. Never part of the
 * production distribution.
 */
@NullMarked
package io.echosphere.simulator.stack;

import org.jspecify.annotations.NullMarked;
