/**
 * Whole calls, from a caller's room to the database's rows: livekit-server and PostgreSQL are real,
 * the worker and the callers are processes of the packaged distribution, AWS is simulated on the
 * wire.
 */
@NullMarked
package io.echosphere.worker.endtoend;

import org.jspecify.annotations.NullMarked;
