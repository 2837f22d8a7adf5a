package io.echosphere.adapter.livekit.access;

import io.echosphere.application.port.out.RoomControl;
import java.util.Optional;
import java.util.UUID;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.ParticipantInfo.Kind;

/** Our agents among the participants: they carry the attribute that their worker gives them. */
final class OurAgents {
  private OurAgents() {}

  /** The worker that a participant belongs to; empty for everybody who is no agent of ours. */
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
