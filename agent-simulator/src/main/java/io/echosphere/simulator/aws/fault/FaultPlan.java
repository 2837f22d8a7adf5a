package io.echosphere.simulator.aws.fault;

import io.echosphere.simulator.aws.call.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which coming calls fail, and how. Every request to a service takes its turn, whatever the
 * operation; when several entries fit a call, the oldest is used. Besides, access keys may be
 * refused, whatever the service. Safe for use by many threads.
 */
public final class FaultPlan {
  /** A plan that long is a mistake in a test's loop. */
  private static final int CAPACITY = 1_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Entry> entries = new ArrayList<>();
  private final Set<String> refusedKeys = new HashSet<>();

  /** Lets the service's next call fail. */
  public void next(Service service, Fault fault) {
    calls(service, 0, 1, fault);
  }

  /** Lets the service's next calls fail, that many. */
  public void next(Service service, int calls, Fault fault) {
    calls(service, 0, calls, fault);
  }

  /** Lets the service's n-th call from now fail; 1 is the next. */
  public void nth(Service service, int n, Fault fault) {
    calls(service, n - 1, 1, fault);
  }

  /** Lets every call of the service fail until {@code clear}. */
  public void always(Service service, Fault fault) {
    calls(service, 0, Integer.MAX_VALUE, fault);
  }

  /**
   * Lets every call of the service whose path holds a part fail until {@code clear}.
   *
   * @param part such as the id of a model
   */
  public void always(Service service, String part, Fault fault) {
    add(new Entry(service, part, 0, Integer.MAX_VALUE, fault));
  }

  /**
   * Lets some calls of the service fail.
   *
   * @param skip how many calls go well before, 0 or more
   * @param calls how many then fail, 1 or more
   * @throws IllegalArgumentException when a number is out of range
   * @throws IllegalStateException when more than 1,000 entries wait
   */
  public void calls(Service service, int skip, int calls, Fault fault) {
    if (skip < 0 || calls < 1) {
      throw new IllegalArgumentException(
          "skip " + skip + ", calls " + calls + ": use skip >= 0 and calls >= 1");
    }
    add(new Entry(service, "", skip, calls, fault));
  }

  private void add(Entry entry) {
    lock.lock();
    try {
      if (entries.size() == CAPACITY) {
        throw new IllegalStateException("more than " + CAPACITY + " planned faults; clear them");
      }
      entries.add(entry);
    } finally {
      lock.unlock();
    }
  }

  /** Refuses whatever is signed with this access key, as expired, until {@code clear}. */
  public void refuseKey(String accessKeyId) {
    lock.lock();
    try {
      refusedKeys.add(accessKeyId);
    } finally {
      lock.unlock();
    }
  }

  /** Whether this access key is refused. */
  public boolean refusesKey(String accessKeyId) {
    lock.lock();
    try {
      return refusedKeys.contains(accessKeyId);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets what was planned. */
  public void clear() {
    lock.lock();
    try {
      entries.clear();
      refusedKeys.clear();
    } finally {
      lock.unlock();
    }
  }

  /**
   * What goes wrong in the call that begins now.
   *
   * @param path of its request
   */
  public Optional<Fault> take(Service service, String path) {
    lock.lock();
    try {
      Optional<Fault> taken = Optional.empty();
      for (Iterator<Entry> all = entries.iterator(); all.hasNext(); ) {
        Entry entry = all.next();
        if (entry.service != service || !path.contains(entry.part)) {
          continue;
        }
        if (entry.skip > 0) {
          entry.skip--;
        } else if (taken.isEmpty()) {
          taken = Optional.of(entry.fault);
          entry.left--;
        }
        if (entry.left == 0) {
          all.remove();
        }
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** One planned fault. Guarded by the plan's lock. */
  private static final class Entry {
    private final Service service;
    private final String part;
    private final Fault fault;
    private int skip;
    private int left;

    Entry(Service service, String part, int skip, int calls, Fault fault) {
      this.service = service;
      this.part = part;
      this.fault = fault;
      this.skip = skip;
      this.left = calls;
    }
  }
}
