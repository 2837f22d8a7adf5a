package io.echosphere.worker.call;

import io.echosphere.worker.call.CallNews.Comparison;
import io.echosphere.worker.call.CallNews.Disturbed;
import java.time.Duration;
import java.util.Optional;

/**
 * One sound of the caller over one reply, and what the reply did. Has no clock; owned, with the
 * script, by one thread.
 */
final class Disturbance {
  /** A reply that is heard so long after the sound goes on. */
  static final long GOES_ON = Duration.ofMillis(300).toNanos();

  /** Silence that begins later than this after the sound is not for it. */
  private static final long AFTERMATH = Duration.ofMillis(1_500).toNanos();

  /** What is compared: this much before the sound, and after it. */
  private static final long BEFORE = Duration.ofSeconds(1).toNanos();

  private static final long AFTER = Duration.ofSeconds(4).toNanos();

  /** Voiced frames come 10 ms apart, give or take the network's jitter. */
  private static final long SILENCE = Duration.ofMillis(50).toNanos();

  private static final long NEVER = Long.MAX_VALUE;

  private final int turn;
  private final Aside aside;
  private long firstSent = NEVER;
  private long lastSent = NEVER;
  private long lastHeard;
  private long longestSilence;
  private boolean gaveUp;
  private boolean wentOn;

  /** A sound that is about to be made. */
  Disturbance(int turn, Aside aside, long lastHeard) {
    this.turn = turn;
    this.aside = aside;
    this.lastHeard = lastHeard;
  }

  /** The first loud frame of the sound was sent. */
  void spoke(long at) {
    firstSent = at;
  }

  /** The last one was sent. */
  void finishedSpeaking(long at) {
    lastSent = at;
  }

  /** Whether all of it was sent. */
  boolean isSent() {
    return lastSent != NEVER;
  }

  /** The agent says that it does not speak any more: the reply is over, whatever comes later. */
  void fellSilent() {
    gaveUp = firstSent != NEVER;
  }

  /** A voiced frame came from the agent. */
  void heard(long at) {
    long silence = at - lastHeard;
    boolean another = gaveUp && silence >= CallScript.NEW_REPLY_GAP;
    boolean near = at >= firstSent && (!isSent() || lastHeard <= lastSent + AFTERMATH);
    if (!another && near) {
      longestSilence = Math.max(longestSilence, silence);
    }
    wentOn |= !another && isSent() && at >= lastSent + GOES_ON;
    lastHeard = at;
  }

  /** What became of the reply; takes some 10 ms if there is something to compare it with. */
  Disturbed outcome(VoicePrint heard, Optional<VoicePrint> undisturbed) {
    Optional<Comparison> compared =
        wentOn ? undisturbed.flatMap(reply -> compare(heard, reply)) : Optional.empty();
    return new Disturbed(
        turn,
        aside.kind(),
        aside.clip().name(),
        wentOn,
        longestSilence > SILENCE ? longestSilence : 0,
        compared);
  }

  private Optional<Comparison> compare(VoicePrint heard, VoicePrint reply) {
    double level = heard.loudLevel();
    VoicePrint around = heard.between(firstSent - BEFORE, lastSent + AFTER).trimmed(level);
    return Alignment.of(around, reply, level);
  }
}
