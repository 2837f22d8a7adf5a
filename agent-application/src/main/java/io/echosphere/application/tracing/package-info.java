/**
 * Whose call a thread works for. In: the session's own thread. Out: log lines and clients' spans of
 * every thread that does something for it. Thread: any.
 */
@NullMarked
package io.echosphere.application.tracing;

import org.jspecify.annotations.NullMarked;
