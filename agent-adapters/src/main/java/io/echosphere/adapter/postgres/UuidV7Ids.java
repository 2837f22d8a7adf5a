package io.echosphere.adapter.postgres;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.echosphere.application.port.out.IdGenerator;
import java.util.UUID;

/**
 * Version 7 UUIDs (RFC 9562): milliseconds, then random bits that count upwards within one
 * millisecond, so that identifiers of one process sort by creation. Thread-safe.
 */
public final class UuidV7Ids implements IdGenerator {
  private final TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator();

  @Override
  public UUID next() {
    return generator.generate();
  }
}
