package io.echosphere.adapter.livekit.room;

import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what is ignored of the data that participants send, and says so: the first of each kind at
 * once, all of them at the end. Never what it said. Thread-safe.
 */
final class IgnoredData {
  private static final Logger log = LoggerFactory.getLogger(IgnoredData.class);

  private final Map<Why, Integer> counts = new EnumMap<>(Why.class);

  /** What can be wrong with data. */
  enum Why {
    MALFORMED("is no data packet"),
    BROKEN_STREAM("is a data stream with pieces missing, or more of it than it announced"),
    UNFINISHED_STREAM("is a data stream that was not finished before too many others were begun"),
    TOO_LARGE("is a data stream larger than its topic allows"),
    NOT_THE_CALLER("comes from a participant who is not the caller"),
    TOO_FAST("came faster than it can be answered"),
    REPEATED("is a message that came before, or a change of one"),
    UNREADABLE_RECORDING("is a recording that cannot be read"),
    LATE_RECORDING("is a recording of what came before the call, and came too late");

    private final String words;

    Why(String words) {
      this.words = words;
    }
  }

  void add(Why why) {
    add(why, "");
  }

  /**
   * Counts one.
   *
   * @param detail more for the log; may be empty, never what somebody said
   */
  synchronized void add(Why why, String detail) {
    int count = counts.merge(why, 1, Integer::sum);
    if (count == 1) {
      log.info("ignored: data that {}{}", why.words, detail.isEmpty() ? "" : " (" + detail + ")");
    }
  }

  synchronized int count(Why why) {
    return counts.getOrDefault(why, 0);
  }

  /** Says how much it was; at the end of a call. */
  synchronized void report() {
    if (!counts.isEmpty()) {
      log.info("data packets and streams ignored in this room: {}", counts);
    }
  }
}
