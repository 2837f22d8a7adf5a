/**
 * What was stored, looked at and forgotten. In: an operator's question, or the day's end. Out:
 * pages, messages, deletions. Thread: whoever asks; retention has a virtual thread for each run.
 */
@NullMarked
package io.echosphere.application.history;

import org.jspecify.annotations.NullMarked;
