package io.echosphere.adapter.livekit.room;

import io.echosphere.adapter.livekit.room.IgnoredData.Why;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Decides which messages of a room are the caller's: those of the participant we are linked to, by
 * the session id that the server vouches for, and of nobody else. While there is no caller, or they
 * are not yet reported, messages wait for them. At most {@link #BURST} at once and one {@link
 * #REFILL} are let through, none twice. Owned by the room's thread.
 */
final class CallerTexts {
  static final int BURST = 10;
  static final Duration REFILL = Duration.ofSeconds(1);

  /** The oldest are forgotten. */
  static final int MAX_WAITING = 8;

  /** How many of the last messages are known again, when a resumed connection repeats them. */
  private static final int MAX_KNOWN = 64;

  private final Consumer<String> out;
  private final InstantSource time;
  private final IgnoredData ignored;
  private final Deque<Message> waiting = new ArrayDeque<>();
  private final Set<Key> known = new LinkedHashSet<>();
  private String caller = "";
  private int allowed = BURST;
  private Instant refilled;

  /**
   * The messages of one room.
   *
   * @param out takes the caller's, clean and not blank
   */
  CallerTexts(Consumer<String> out, InstantSource time, IgnoredData ignored) {
    this.out = out;
    this.time = time;
    this.ignored = ignored;
    this.refilled = time.instant();
  }

  private record Key(String sender, String id) {}

  private record Message(String sender, String text) {}

  /**
   * Takes a message.
   *
   * @param sender the sender's session id
   * @param id the message's; may be empty
   */
  void message(String sender, String id, String typed) {
    if (!caller.isEmpty() && !caller.equals(sender)) {
      ignored.add(Why.NOT_THE_CALLER);
    } else if (isRepeated(new Key(sender, id))) {
      ignored.add(Why.REPEATED);
    } else {
      String text = ChatText.clean(typed);
      if (!text.isEmpty()) {
        take(new Message(sender, text));
      }
    }
  }

  /** Somebody is the caller, and has been reported. */
  void callerIs(String sender) {
    caller = sender;
    while (!waiting.isEmpty()) {
      Message message = waiting.remove();
      if (message.sender().equals(sender)) {
        passOn(message);
      } else {
        ignored.add(Why.NOT_THE_CALLER);
      }
    }
  }

  /** There is no caller any more. */
  void callerLeft() {
    caller = "";
  }

  private void take(Message message) {
    if (!caller.isEmpty()) {
      passOn(message);
      return;
    }
    if (waiting.size() == MAX_WAITING) {
      waiting.remove();
      ignored.add(Why.TOO_FAST);
    }
    waiting.add(message);
  }

  private void passOn(Message message) {
    refill();
    if (allowed == 0) {
      ignored.add(Why.TOO_FAST);
      return;
    }
    allowed--;
    out.accept(message.text());
  }

  /** The time of day may be set; then the count begins anew. */
  private void refill() {
    Instant now = time.instant();
    long passed = Duration.between(refilled, now).dividedBy(REFILL);
    if (passed < 0) {
      refilled = now;
    } else if (passed > 0) {
      allowed = (int) Math.min(BURST, allowed + passed);
      refilled = now;
    }
  }

  private boolean isRepeated(Key key) {
    if (key.id().isEmpty()) {
      return false;
    }
    if (!known.add(key)) {
      return true;
    }
    if (known.size() > MAX_KNOWN) {
      known.remove(known.iterator().next());
    }
    return false;
  }
}
