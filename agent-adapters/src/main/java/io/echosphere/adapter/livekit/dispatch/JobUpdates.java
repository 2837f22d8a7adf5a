package io.echosphere.adapter.livekit.dispatch;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.function.Predicate;
import livekit.LivekitAgent.WorkerMessage;

/**
 * Job statuses that the server may not have got: those that found no connection, and those sent
 * since the last ping that was answered, because a dead connection swallows frames for a while.
 * They are sent again, in order, on the next connection; the server ignores what it knows. Owned by
 * the worker's thread.
 */
final class JobUpdates {
  /** Two a job; more than any worker runs. The oldest go first: nobody waits for them any more. */
  static final int CAPACITY = 512;

  private final Queue<Entry> waiting = new ArrayDeque<>();

  /** When an update was sent, counted in pings; {@link #UNSENT} if it was not. */
  private static final class Entry {
    private static final long UNSENT = Long.MAX_VALUE;
    private final WorkerMessage message;
    private long sentBeforePing = UNSENT;

    private Entry(WorkerMessage message) {
      this.message = message;
    }
  }

  private long pings;

  /** Takes an update; returns whether an older one had to go for it. */
  boolean add(WorkerMessage update) {
    boolean full = waiting.size() >= CAPACITY;
    if (full) {
      waiting.remove();
    }
    waiting.add(new Entry(update));
    return full;
  }

  /** Sends what was not sent on this connection, until the sender refuses. */
  void send(Predicate<WorkerMessage> sender) {
    for (Entry entry : waiting) {
      if (entry.sentBeforePing == Entry.UNSENT) {
        if (!sender.test(entry.message)) {
          return;
        }
        entry.sentBeforePing = pings + 1;
      }
    }
  }

  /** A ping goes out. */
  void pinged() {
    pings++;
  }

  /** The latest ping was answered: what was sent before it has arrived. */
  void answered() {
    for (Iterator<Entry> i = waiting.iterator(); i.hasNext(); ) {
      if (i.next().sentBeforePing <= pings) {
        i.remove();
      }
    }
  }

  /** The connection is gone: what was not confirmed counts as not sent. */
  void disconnected() {
    waiting.forEach(entry -> entry.sentBeforePing = Entry.UNSENT);
  }

  int size() {
    return waiting.size();
  }
}
