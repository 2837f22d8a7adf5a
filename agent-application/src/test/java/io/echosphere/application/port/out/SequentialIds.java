package io.echosphere.application.port.out;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Well-formed version 7 UUIDs that count 1, 2, 3, …: the same ones in every run of a test. */
public final class SequentialIds implements IdGenerator {
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final AtomicLong last = new AtomicLong();

  @Override
  public UUID next() {
    return id(last.incrementAndGet());
  }

  /** The n-th identifier, counting from 1. */
  public static UUID id(long n) {
    return new UUID(n << 16 | VERSION_7, VARIANT | n);
  }
}
