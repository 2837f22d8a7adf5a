/**
 * Where sessions are kept. In: {@code SessionRepository} calls from the recorder's thread and from
 * queries. Out: statements to PostgreSQL. Thread: the caller's, blocked for seconds at most.
 */
@NullMarked
package io.echosphere.adapter.postgres;

import org.jspecify.annotations.NullMarked;
