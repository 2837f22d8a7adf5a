package io.echosphere.application.port.out;

import java.util.OptionalLong;

/**
 * What this process holds of the machine's memory, the memory of native libraries included. May
 * read from the operating system's own files, so not for audio threads. Thread-safe; never throws.
 */
public interface ProcessMemory {
  /** Bytes in physical memory now; empty where the system does not say. */
  OptionalLong resident();

  /**
   * Bytes at which the system would end the process: the bound of its container or unit. Empty if
   * there is none, or the system does not say.
   */
  OptionalLong bound();
}
