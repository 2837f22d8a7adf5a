package io.echosphere.simulator.aws.wire;

/** Chooses who answers. */
@FunctionalInterface
public interface Router {
  /**
   * Begins to answer a request. Called on the exchange's event loop when the headers have arrived.
   *
   * @return who takes the request's body
   */
  RequestBody open(Exchange exchange);
}
