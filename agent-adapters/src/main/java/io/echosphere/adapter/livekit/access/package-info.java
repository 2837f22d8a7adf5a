/**
 * LiveKit's door. In: who may enter which room. Out: signed tokens, and dispatches for rooms that
 * have no agent. Threads: whoever asks signs; {@code agent-summons} (virtual, four at most) talk to
 * LiveKit's server.
 */
@NullMarked
package io.echosphere.adapter.livekit.access;

import org.jspecify.annotations.NullMarked;
