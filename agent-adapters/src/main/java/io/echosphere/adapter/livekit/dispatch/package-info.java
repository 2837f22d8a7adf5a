/**
 * LiveKit's agent protocol, inbound: this worker offers itself to a server and is given jobs. In:
 * offers, assignments and terminations. Out: {@code AgentJobs}. Thread: one owner, {@code
 * livekit-worker}; everything else tells it.
 */
@NullMarked
package io.echosphere.adapter.livekit.dispatch;

import org.jspecify.annotations.NullMarked;
