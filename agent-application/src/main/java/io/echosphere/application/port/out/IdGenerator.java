package io.echosphere.application.port.out;

import java.util.UUID;

/** Makes identifiers that sort by creation. Thread-safe. */
@FunctionalInterface
public interface IdGenerator {
  /** A new version 7 UUID. */
  UUID next();
}
