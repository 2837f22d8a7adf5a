package io.echosphere.adapter.aws;

import java.time.Duration;

/**
 * How long a call may take. One retry is made, only of what may succeed a moment later and only
 * while nothing has come: what was said cannot be unsaid.
 *
 * @param first until the first output, both attempts together
 * @param stall from one output to the next
 * @param whole until the end, all together
 * @param retryDelay before the retry, on average; jitter makes it half to one and a half of this
 */
public record Budget(Duration first, Duration stall, Duration whole, Duration retryDelay) {
  public Budget {
    if (!first.isPositive() || !stall.isPositive() || !whole.isPositive()) {
      throw new IllegalArgumentException("the deadlines of a call must be positive");
    }
  }
}
