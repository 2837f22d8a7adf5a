package io.echosphere.worker.command;

import io.echosphere.worker.call.CallNews;
import io.echosphere.worker.call.CallSummary;

/** Tells a person or a program what happens in a call. */
interface CallPrinter {
  /** Something happened. */
  void news(CallNews news);

  /**
   * The call is over.
   *
   * @param worstLatenessNanos how late the caller sent a frame at worst
   */
  void summary(CallSummary summary, long worstLatenessNanos);

  /** Whole ms of a time in ns. */
  static long millis(long nanos) {
    return Math.round(nanos / 1e6);
  }
}
