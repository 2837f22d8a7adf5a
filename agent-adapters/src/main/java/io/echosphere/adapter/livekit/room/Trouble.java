package io.echosphere.adapter.livekit.room;

import java.util.List;
import livekit.LivekitModels.ReconnectReason;
import livekit.LivekitRtc.SignalTarget;

/**
 * What broke a connection, or an attempt to restore it.
 *
 * @param reason in words, fit for a log
 * @param urls where the server says to go instead, the best first; may be empty
 */
record Trouble(Kind kind, String reason, List<String> urls) {
  Trouble {
    urls = List.copyOf(urls);
  }

  Trouble(Kind kind, String reason) {
    this(kind, reason, List.of());
  }

  /** A path of media is broken. */
  static Trouble ofMedia(Kind kind, SignalTarget peer) {
    return new Trouble(kind, "the media connection to LiveKit is interrupted (" + peer + ")");
  }

  /** What happened. */
  enum Kind {
    /** The other side, or somebody between, closed the signalling socket. */
    SIGNAL_CLOSED,
    /** The server has not answered pings. */
    SIGNAL_SILENT,
    /** There is no server at the address, or none that answers. */
    UNREACHABLE,
    /** The token is refused: trying again is of no use. */
    DENIED,
    /** The path of what we send is broken. */
    PUBLISHER,
    /** The path of what we receive is broken. */
    SUBSCRIBER,
    /** An attempt has led to signalling, and to no media or not in time. */
    NO_MEDIA,
    /** The server asks to connect again. */
    TOLD_TO_RESUME,
    /** The server does not know us any more. */
    TOLD_TO_REJOIN
  }

  /** Whether the participant may still be in the room. */
  boolean mayResume() {
    return switch (kind) {
      case TOLD_TO_REJOIN, NO_MEDIA -> false;
      case SIGNAL_CLOSED,
          SIGNAL_SILENT,
          UNREACHABLE,
          DENIED,
          PUBLISHER,
          SUBSCRIBER,
          TOLD_TO_RESUME ->
          true;
    };
  }

  /** What to tell the server. */
  ReconnectReason forServer() {
    return switch (kind) {
      case SIGNAL_CLOSED, SIGNAL_SILENT -> ReconnectReason.RR_SIGNAL_DISCONNECTED;
      case PUBLISHER -> ReconnectReason.RR_PUBLISHER_FAILED;
      case SUBSCRIBER -> ReconnectReason.RR_SUBSCRIBER_FAILED;
      case UNREACHABLE, DENIED, NO_MEDIA, TOLD_TO_RESUME, TOLD_TO_REJOIN ->
          ReconnectReason.RR_UNKNOWN;
    };
  }
}
