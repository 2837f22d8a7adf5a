package io.echosphere.adapter.livekit.room;

import io.echosphere.application.port.out.Telemetry.Reconnection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outages of one connection, one at a time: what is tried, what is heard meanwhile, and how
 * each ended. Owned by the room's thread.
 */
final class Outages {
  private static final Logger log = LoggerFactory.getLogger(Outages.class);

  /** A connection that breaks again within this is not tried again at once. */
  private static final Duration STABLE = Duration.ofSeconds(10);

  private final ReconnectPolicy policy;
  private final RoomThread thread;
  private final RoomHandler handler;
  private final Restoration.Host host;
  private final Audibility audibility;

  /** The one under way, or the last one. */
  private @Nullable Restoration last;

  private long restoredNanos;

  Outages(ReconnectPolicy policy, RoomThread thread, RoomHandler handler, Restoration.Host host) {
    this.policy = policy;
    this.thread = thread;
    this.handler = handler;
    this.host = host;
    this.audibility = new Audibility(handler, thread);
  }

  /** The connection broke. */
  void begin(Trouble trouble) {
    log.info("the connection to the room broke and is being restored: {}", trouble.reason());
    handler.reconnecting();
    Restoration before = last;
    boolean again = before != null && thread.nanos() - restoredNanos < STABLE.toNanos();
    audibility.began(trouble.kind() == Trouble.Kind.SIGNAL_CLOSED);
    var begun =
        new Restoration(
            policy, thread, host, trouble, again && before != null ? before.attempts() : 0);
    last = begun;
    begun.failed(trouble);
  }

  /** The last attempt failed. */
  void failed(Trouble trouble, MediaLink link) {
    if (trouble.kind() == Trouble.Kind.UNREACHABLE) {
      audibility.unreachable(link);
    }
    if (last != null) {
      last.failed(trouble);
    }
  }

  /** What we send has no path any more. */
  void pathBroken(MediaLink link) {
    audibility.pathBroken(link);
  }

  /** The link is given up for another one; while joining, nobody has heard us yet. */
  void abandoned() {
    if (last != null) {
      audibility.abandoned();
    }
  }

  /** Whether the attempt under way is to go on with the participant that was lost. */
  boolean isResuming() {
    return last != null && last.way() == Reconnection.RESUME;
  }

  /** Where to join anew. */
  String url(String usual) {
    return last == null ? usual : last.url(usual);
  }

  /** The connection stands, for the first time or again. */
  void restored() {
    Restoration outage = last;
    if (outage != null) {
      outage.end();
      restoredNanos = thread.nanos();
      log.info(
          "the connection to the room is restored after {} ms, by a {}; attempts: {}",
          outage.elapsed().toMillis(),
          outage.way() == Reconnection.RESUME ? "resume" : "new join",
          outage.attempts());
      handler.reconnected(outage.way(), true);
    }
    audibility.restored();
    handler.connected();
  }

  /** Nothing is tried any more. */
  void end() {
    if (last != null) {
      last.end();
    }
  }
}
