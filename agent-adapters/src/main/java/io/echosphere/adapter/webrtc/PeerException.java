package io.echosphere.adapter.webrtc;

/** The native library refused a step of the negotiation; the message names the step. */
public final class PeerException extends RuntimeException {
  PeerException(String message) {
    super(message);
  }

  PeerException(String message, Throwable cause) {
    super(message, cause);
  }
}
