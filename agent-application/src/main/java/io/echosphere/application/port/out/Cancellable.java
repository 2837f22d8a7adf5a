package io.echosphere.application.port.out;

/**
 * Something under way that can be called off. Idempotent, never blocks, callable from any thread.
 */
@FunctionalInterface
public interface Cancellable {
  void cancel();
}
