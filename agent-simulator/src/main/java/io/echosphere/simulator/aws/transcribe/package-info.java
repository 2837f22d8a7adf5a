/** Transcribe Streaming: audio events in, transcript events out, hearing in between. */
@NullMarked
package io.echosphere.simulator.aws.transcribe;

import org.jspecify.annotations.NullMarked;
