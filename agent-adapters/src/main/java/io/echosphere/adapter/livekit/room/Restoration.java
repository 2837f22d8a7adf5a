package io.echosphere.adapter.livekit.room;

import io.echosphere.application.port.out.Telemetry.Reconnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One outage of a connection: when which attempt is made, and when there are enough. Owned by the
 * room's thread.
 */
final class Restoration {
  /** From an attempt's beginning to its media; as long as a first join may take. */
  private static final Duration ATTEMPT_LIMIT = Duration.ofSeconds(10);

  private final ReconnectPolicy policy;
  private final RoomThread thread;
  private final Host host;
  private final long beganNanos;
  private final List<String> urls = new ArrayList<>();
  private final Future<?> deadline;
  private @Nullable Future<?> next;
  private Trouble trouble;
  private boolean resumable = true;
  private int attempts;
  private int rejoins;
  private Reconnection way = Reconnection.RESUME;

  /**
   * Begins; the first attempt is made at once unless attempts have just been made.
   *
   * @param attempts how many attempts count as made already
   */
  Restoration(ReconnectPolicy policy, RoomThread thread, Host host, Trouble trouble, int attempts) {
    this.policy = policy;
    this.thread = thread;
    this.host = host;
    this.trouble = trouble;
    this.attempts = attempts;
    beganNanos = thread.nanos();
    deadline = thread.after(policy.limit(), this::giveUp);
  }

  /** Makes the attempts. */
  interface Host {
    /** An attempt is due; whatever an earlier one has begun is of no use. */
    void attempt(Reconnection way, Trouble why);

    /** There will be no more; the last was made that way. */
    void givenUp(Reconnection way, String reason);
  }

  /** The connection, or the last attempt, broke: plans the next one. */
  void failed(Trouble why) {
    trouble = why;
    resumable &= why.mayResume();
    urls.addAll(0, why.urls());
    cancelNext();
    Optional<Duration> wait = why.kind() == Trouble.Kind.DENIED ? Optional.empty() : nextWait(why);
    if (wait.isEmpty()) {
      giveUp();
    } else {
      next = thread.after(wait.get(), this::attempt);
    }
  }

  /** How the last attempt was made. */
  Reconnection way() {
    return way;
  }

  /** How many attempts have been made. */
  int attempts() {
    return attempts;
  }

  /** How long it has been going on. */
  Duration elapsed() {
    return Duration.ofNanos(thread.nanos() - beganNanos);
  }

  /** Where to join anew: in turn where the server has said, and where we were. */
  String url(String usual) {
    int choices = urls.size() + 1;
    int choice = rejoins % choices;
    return choice == urls.size() ? usual : urls.get(choice);
  }

  /** It is over: no attempt is made any more. */
  void end() {
    deadline.cancel(false);
    cancelNext();
  }

  /** A server that says to come back at once is not kept waiting, the first time. */
  private Optional<Duration> nextWait(Trouble why) {
    boolean told =
        why.kind() == Trouble.Kind.TOLD_TO_REJOIN || why.kind() == Trouble.Kind.TOLD_TO_RESUME;
    return policy.waitBefore(told && rejoins == 0 ? 0 : attempts, elapsed());
  }

  private void attempt() {
    attempts++;
    way = resumable ? Reconnection.RESUME : Reconnection.REJOIN;
    next =
        thread.after(
            ATTEMPT_LIMIT,
            () ->
                failed(
                    new Trouble(
                        Trouble.Kind.NO_MEDIA,
                        trouble.reason() + "; an attempt to restore it took too long")));
    host.attempt(way, trouble);
    rejoins += way == Reconnection.REJOIN ? 1 : 0;
  }

  private void giveUp() {
    String tried =
        attempts == 0
            ? ""
            : "; it could not be restored within %d s".formatted(policy.limit().toSeconds());
    end();
    host.givenUp(way, trouble.reason() + tried);
  }

  private void cancelNext() {
    if (next != null) {
      next.cancel(false);
      next = null;
    }
  }
}
