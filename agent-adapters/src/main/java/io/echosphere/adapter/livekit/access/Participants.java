package io.echosphere.adapter.livekit.access;

import io.echosphere.application.port.out.RoomControl;
import java.util.Optional;
import java.util.UUID;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.ParticipantInfo.Kind;

/** Who is who in a room. */
final class Participants {
  private Participants() {}

  /** Whether it may be a caller. */
  static boolean isCaller(ParticipantInfo participant) {
    return participant.getKind() == Kind.STANDARD || participant.getKind() == Kind.SIP;
  }

  /**
   * The worker that it belongs to, by the attribute that a worker gives its agents; empty for
   * everybody who is no agent of ours.
   */
  static Optional<UUID> worker(ParticipantInfo participant) {
    if (participant.getKind() != Kind.AGENT) {
      return Optional.empty();
    }
    try {
      String text = participant.getAttributesMap().getOrDefault(RoomControl.WORKER, "");
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
