package io.echosphere.adapter.webrtc;

import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import java.time.Duration;
import java.util.Optional;

/** Reads from the library's statistics for how long nothing has come from the other side. */
final class Silence {
  private Silence() {}

  /**
   * The time since the last packet of any candidate pair, by the library's clock; empty if none has
   * come.
   */
  static Optional<Duration> of(RTCStatsReport report) {
    double last =
        report.getStats().values().stream()
            .filter(stats -> stats.getType() == RTCStatsType.CANDIDATE_PAIR)
            .mapToDouble(Silence::lastReceived)
            .max()
            .orElse(-1);
    double nowMillis = report.getTimestamp() / 1e3;
    return last <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.max(0, Math.round(nowMillis - last))));
  }

  /** In ms since 1970. */
  private static double lastReceived(RTCStats pair) {
    return pair.getAttributes().get("lastPacketReceivedTimestamp") instanceof Number at
        ? at.doubleValue()
        : -1;
  }
}
