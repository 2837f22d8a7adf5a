package io.echosphere.adapter.aws;

import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.Failure;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One try upstream, as the code that talks to the service sees it. What comes after the try was
 * given up is dropped. Thread-safe.
 *
 * @param <L> the port's listener
 */
public interface Attempt<L> {
  /** Says how to call this try off upstream; done at once if it was given up meanwhile. */
  void cancelWith(Cancellable upstream);

  /** Something came; from now on there is no retry. */
  void output(Consumer<L> call);

  /** It is complete; the listener's last call. */
  void finished(Consumer<L> call);

  /** It failed: tried again if the budget allows, else the listener's last call. */
  default void failed(Failure failure) {
    failed(failure, Duration.ZERO);
  }

  /**
   * The same, of a service that says when it may be asked again.
   *
   * @param pause the shortest before the retry; if the deadline comes first there is none
   */
  void failed(Failure failure, Duration pause);
}
