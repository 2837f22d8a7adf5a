package io.echosphere.adapter.aws;

import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Notes that a client is used, so that only what lies idle is kept warm. Thread-safe. */
final class Usage implements ExecutionInterceptor {
  private final AtomicBoolean used = new AtomicBoolean();

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    used.set(true);
  }

  /** Whether it was used since this was asked last. */
  boolean take() {
    return used.getAndSet(false);
  }
}
