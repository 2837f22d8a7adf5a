/**
 * WebRTC. In and out: 10 ms frames of PCM, session descriptions, data packets. Thread: each peer is
 * owned by its room's thread; native callbacks only copy and hand over. The one adapter that
 * another adapter (the room) builds on.
 */
@NullMarked
package io.echosphere.adapter.webrtc;

import org.jspecify.annotations.NullMarked;
