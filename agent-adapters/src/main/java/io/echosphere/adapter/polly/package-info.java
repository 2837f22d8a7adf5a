/**
 * Speech by Amazon Polly. In: clauses. Out: 16 kHz PCM as it arrives. Threads: the shared I/O
 * threads.
 */
@NullMarked
package io.echosphere.adapter.polly;

import org.jspecify.annotations.NullMarked;
