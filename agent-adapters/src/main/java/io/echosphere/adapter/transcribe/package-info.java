/**
 * Speech to text by Amazon Transcribe streaming. In: 16 kHz PCM. Out: {@link
 * io.echosphere.domain.speech.Transcript}. Threads: each stream belongs to one of the shared I/O
 * threads.
 */
@NullMarked
package io.echosphere.adapter.transcribe;

import org.jspecify.annotations.NullMarked;
