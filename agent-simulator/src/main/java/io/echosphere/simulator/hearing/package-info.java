/**
 * The simulator's ear. In: PCM as it arrived at the Transcribe stream. Out: {@code HearingResult},
 * holding only words of known clips whose audio really arrived. Thread: the stream's own.
 */
@NullMarked
package io.echosphere.simulator.hearing;

import org.jspecify.annotations.NullMarked;
