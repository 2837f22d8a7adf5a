package io.echosphere.adapter.webrtc;

/**
 * An address at which a peer may be reached, as trickled.
 *
 * @param mid the media section
 * @param index the media section's position
 * @param sdp the candidate line
 */
public record IceCandidate(String mid, int index, String sdp) {}
