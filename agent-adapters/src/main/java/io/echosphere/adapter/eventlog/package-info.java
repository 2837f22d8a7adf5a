/**
 * Session event logs as files of JSON lines, and their replay. In: the events a session took and
 * what they led to. Out: one file a call; from a file, the first decision that would be another
 * today. Thread: {@code event-log} writes; replay runs on its caller's.
 */
@NullMarked
package io.echosphere.adapter.eventlog;

import org.jspecify.annotations.NullMarked;
