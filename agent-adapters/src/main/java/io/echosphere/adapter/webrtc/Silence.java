package io.echosphere.adapter.webrtc;

import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import java.time.Duration;
import java.util.Optional;

/** Reads from the library's statistics for how long nothing has come from the other side. */
final class Silence {
  /** Longer than any connection is without a packet and counts as connected. */
  private static final double MOST_MILLIS = 600_000;

  private Silence() {}

  /**
   * The time since the last packet of any candidate pair.
   *
   * @param nowNanos the monotonic time: the library stamps packets with the same clock, where it
   *     does not, nothing is known
   */
  static Optional<Duration> of(RTCStatsReport report, long nowNanos) {
    double last =
        report.getStats().values().stream()
            .filter(stats -> stats.getType() == RTCStatsType.CANDIDATE_PAIR)
            .mapToDouble(Silence::lastReceived)
            .max()
            .orElse(-1);
    double millis = nowNanos / 1e6 - last;
    return last <= 0 || millis < -1_000 || millis > MOST_MILLIS
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.max(0, Math.round(millis))));
  }

  private static double lastReceived(RTCStats pair) {
    return pair.getAttributes().get("lastPacketReceivedTimestamp") instanceof Number at
        ? at.doubleValue()
        : -1;
  }
}
