package io.echosphere.application.port.out;

import io.echosphere.application.recording.Told;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps facts where they survive the process until they are stored, in the order in which they were
 * told. One thread appends, one deals with {@link #own()}, one with what was adopted; {@link
 * #standing()} may be asked by any thread and never waits.
 */
public interface FactJournal {
  /**
   * Appends facts, all with one wait for the disk. When it returns they survive the death of the
   * process and of the machine. After a failure some of them may be kept nevertheless; appending
   * them again is harmless, since storing them twice is. Blocks.
   */
  void append(List<Told> facts) throws JournalUnavailable;

  /** What this process has appended and nobody has dealt with. */
  Backlog own();

  /**
   * Takes over what processes that have ended left behind, each from one of them. Nobody else gets
   * it while this process lives. Blocks; an unreadable disk yields none.
   */
  List<Backlog> adopt();

  /** How much waits. Never waits itself. */
  Standing standing();

  /** Gives up what it holds: what is left is for the next process. Idempotent. */
  void close();

  /** Facts in the order in which they are to be stored; one thread deals with them. */
  interface Backlog extends AutoCloseable {
    /** A name that says whose it is; no secret. */
    String name();

    /** The oldest fact, the same until it is dealt with; empty if none waits now. Blocks. */
    Optional<Told> peek();

    /** The oldest fact is stored. */
    void stored();

    /** The oldest fact is refused for good: it is set aside for people to look at. */
    void refused();

    /** Gives up, and counts, what has waited longer than it may. */
    void expire();

    /** How many facts wait, as far as is known. Any thread, without waiting. */
    long size();

    /** Lets go of it; removed from the disk if nothing waits. */
    @Override
    void close();
  }

  /**
   * How much waits in a journal, what was adopted among it.
   *
   * @param entries facts not dealt with, 0 or more
   * @param bytes what they take on the disk
   * @param capacity from how many bytes on nothing more should be appended
   * @param setAside facts refused for good and kept aside, since the start
   * @param lost facts given up because they were damaged or too old, since the start
   */
  record Standing(long entries, long bytes, long capacity, long setAside, long lost) {}

  /** Nothing can be appended now; later it may. */
  final class JournalUnavailable extends Exception {
    /**
     * A failure to append.
     *
     * @param message what is wrong, without words of callers
     */
    public JournalUnavailable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
