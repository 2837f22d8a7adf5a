/**
 * A scripted caller that measures the agent. In: WAV files and what is heard from the room. Out:
 * frames of speech, a transcript and latencies. Thread: the frame clock's owns the script.
 */
@NullMarked
package io.echosphere.worker.call;

import org.jspecify.annotations.NullMarked;
