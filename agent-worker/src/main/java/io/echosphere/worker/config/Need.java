package io.echosphere.worker.config;

/** Whether a setting must be set, and whether its value may be shown. */
public enum Need {
  REQUIRED,
  REQUIRED_SECRET,
  OPTIONAL,
  OPTIONAL_SECRET,
  EMPTY_ALLOWED;

  /** Whether there is no default. */
  public boolean isRequired() {
    return this == REQUIRED || this == REQUIRED_SECRET;
  }

  /** Whether the value must never be shown. */
  public boolean isSecret() {
    return this == OPTIONAL_SECRET || this == REQUIRED_SECRET;
  }

  /** Whether an empty value means something other than "not set". */
  public boolean mayBeEmpty() {
    return this == EMPTY_ALLOWED;
  }
}
