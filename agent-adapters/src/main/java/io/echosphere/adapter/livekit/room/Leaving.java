package io.echosphere.adapter.livekit.room;

import livekit.LivekitModels.DisconnectReason;

/** Why the server ended a connection, in words. */
final class Leaving {
  private Leaving() {}

  /** Whether this is how calls end, and no fault. */
  static boolean isOrderly(DisconnectReason reason) {
    return switch (reason) {
      case ROOM_DELETED, ROOM_CLOSED, PARTICIPANT_REMOVED -> true;
      default -> false;
    };
  }

  static String words(DisconnectReason reason) {
    String why =
        switch (reason) {
          case ROOM_DELETED -> "the room was deleted";
          case ROOM_CLOSED -> "the room was closed, as everybody had left";
          case PARTICIPANT_REMOVED -> "the participant was removed";
          case DUPLICATE_IDENTITY -> "another participant joined with the same identity";
          case SERVER_SHUTDOWN -> "the server is shutting down";
          case JOIN_FAILURE -> "joining failed at the server";
          case CONNECTION_TIMEOUT, SIGNAL_CLOSE -> "the server gave up waiting for us";
          case MEDIA_FAILURE -> "the media connection failed";
          default -> "the server asked us to leave";
        };
    return why + " (" + reason + ")";
  }
}
