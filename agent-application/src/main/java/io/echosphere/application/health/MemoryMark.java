package io.echosphere.application.health;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The memory at which a worker has had its time: each call leaves some behind in the WebRTC library
 * (docs/performance.md), and a worker that ends by itself, between calls, is better than one that
 * the system kills in the middle of them.
 *
 * @param bytes resident bytes, above 0
 */
public record MemoryMark(long bytes) {
  /** What a drain may still grow by, before the system ends the process: 15 % of its bound. */
  private static final double SHARE_OF_BOUND = 0.85;

  private static final int MEGABYTE = 1_048_576;

  /**
   * The mark of a worker.
   *
   * @param megabytes what the operator set, 0 for none; empty to go by the bound
   * @param bound the bytes at which the system would end the process; empty for no bound
   * @return empty when there is to be none
   */
  public static Optional<MemoryMark> chosen(Optional<Integer> megabytes, OptionalLong bound) {
    long bytes =
        megabytes
            .map(set -> (long) set * MEGABYTE)
            .orElseGet(() -> (long) (bound.orElse(0) * SHARE_OF_BOUND));
    return bytes > 0 ? Optional.of(new MemoryMark(bytes)) : Optional.empty();
  }

  /** Whether so many bytes are too many. */
  boolean isReachedBy(long resident) {
    return resident >= bytes;
  }

  /** Bytes as an operator sets and reads them. */
  static long megabytes(long bytes) {
    return bytes / MEGABYTE;
  }
}
