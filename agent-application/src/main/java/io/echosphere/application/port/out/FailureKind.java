package io.echosphere.application.port.out;

/** Why a service behind a port failed, in terms the conversation can act on. */
public enum FailureKind {
  /** The service asks us to slow down, or a process-wide limit is used up. */
  THROTTLED(true),
  /** No answer within the deadline. */
  TIMEOUT(true),
  /** The service or the way to it is down. */
  UNAVAILABLE(true),
  /** The service understood the request and will not serve it. */
  REJECTED(false),
  /** Credentials are missing, wrong or not allowed. */
  DENIED(false),
  /** The answer could not be understood. */
  MALFORMED(true);

  private final boolean retryable;

  FailureKind(boolean retryable) {
    this.retryable = retryable;
  }

  /** Whether the same request may succeed a moment later. */
  public boolean isRetryable() {
    return retryable;
  }
}
