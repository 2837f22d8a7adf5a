/**
 * A LiveKit room, seen by the agent or by a scripted caller. In: signalling, the other side's audio
 * and packets. Out: {@code RoomListener}'s facts, the agent's audio, state and transcriptions.
 * Thread: one platform thread a connection owns its state; see {@code RoomThread}.
 */
@NullMarked
package io.echosphere.adapter.livekit.room;

import org.jspecify.annotations.NullMarked;
