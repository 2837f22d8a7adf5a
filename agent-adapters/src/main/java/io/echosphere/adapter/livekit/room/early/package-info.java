/**
 * What a caller's client recorded before the agent came. In: a file as clients make them. Out:
 * samples at 48 kHz. Thread: whichever calls; nothing is kept.
 */
@NullMarked
package io.echosphere.adapter.livekit.room.early;

import org.jspecify.annotations.NullMarked;
