package io.echosphere.adapter.livekit.room;

import java.util.List;
import java.util.Locale;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitRtc.LeaveRequest;

/** What the server means when it asks to leave, and why in words. */
final class Leaving {
  private Leaving() {}

  /** What to do. */
  enum Verdict {
    /** The call is over, and that is no fault. */
    END,
    /** The call is over, and that is one. */
    FAIL,
    /** Connect again: the server still knows us. */
    RESUME,
    /** Join anew. */
    REJOIN
  }

  /**
   * What to do. A server that goes down says "disconnect" to everybody; what it is about to forget
   * is worth a new join all the same, there or where its successor is.
   */
  static Verdict verdict(LeaveRequest leave) {
    return switch (leave.getAction()) {
      case RESUME -> Verdict.RESUME;
      case RECONNECT -> Verdict.REJOIN;
      case DISCONNECT, UNRECOGNIZED ->
          leave.getCanReconnect() ? Verdict.REJOIN : verdict(leave.getReason());
    };
  }

  private static Verdict verdict(DisconnectReason reason) {
    return switch (reason) {
      case ROOM_DELETED, ROOM_CLOSED, PARTICIPANT_REMOVED -> Verdict.END;
      case SERVER_SHUTDOWN,
          STATE_MISMATCH,
          MIGRATION,
          SIGNAL_CLOSE,
          CONNECTION_TIMEOUT,
          MEDIA_FAILURE ->
          Verdict.REJOIN;
      default -> Verdict.FAIL; // such as another participant of our identity
    };
  }

  /**
   * Where the server says to go instead: the addresses of its regions, the best first. Our token
   * goes there, so none may be less protected than the one in use.
   */
  static List<String> urls(LeaveRequest leave, String current) {
    boolean secure = isSecure(current);
    return leave.getRegions().getRegionsList().stream()
        .map(region -> region.getUrl().strip())
        .filter(url -> url.matches("(?i)(wss?|https?)://\\S+"))
        .filter(url -> !secure || isSecure(url))
        .toList();
  }

  /** How the connection breaks by it, where the verdict is to connect again. */
  static Trouble trouble(LeaveRequest leave, String current) {
    var kind =
        verdict(leave) == Verdict.RESUME
            ? Trouble.Kind.TOLD_TO_RESUME
            : Trouble.Kind.TOLD_TO_REJOIN;
    return new Trouble(kind, words(leave.getReason()), urls(leave, current));
  }

  static String words(DisconnectReason reason) {
    String why =
        switch (reason) {
          case ROOM_DELETED -> "the room was deleted";
          case ROOM_CLOSED -> "the room was closed, as everybody had left";
          case PARTICIPANT_REMOVED -> "the participant was removed";
          case DUPLICATE_IDENTITY -> "another participant joined with the same identity";
          case SERVER_SHUTDOWN -> "the server is shutting down";
          case STATE_MISMATCH -> "the server does not know the participant any more";
          case MIGRATION -> "the server moves the participant elsewhere";
          case JOIN_FAILURE -> "joining failed at the server";
          case CONNECTION_TIMEOUT, SIGNAL_CLOSE -> "the server gave up waiting for us";
          case MEDIA_FAILURE -> "the media connection failed";
          default -> "the server asked us to leave";
        };
    return why + " (" + reason + ")";
  }

  private static boolean isSecure(String url) {
    return url.toLowerCase(Locale.ROOT).matches("(wss|https)://.*");
  }
}
