package io.echosphere.worker.wiring;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Something that is loaded on a thread of its own while others are. */
final class Loading<T> {
  private final FutureTask<T> task;

  /** Begins to load; a platform thread, because native libraries keep theirs. */
  Loading(String name, Callable<T> load) {
    task = new FutureTask<>(load);
    Thread.ofPlatform().name("load-" + name).daemon().start(task);
  }

  /** What was loaded; waits for it. Failures that nobody names are bugs or missing libraries. */
  T get() throws InterruptedException {
    return get(RuntimeException.class);
  }

  /** What was loaded, or why it could not be. */
  <X extends Exception> T get(Class<X> failure) throws X, InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (failure.isInstance(cause)) {
        throw failure.cast(cause);
      }
      if (cause instanceof RuntimeException unexpected) {
        throw unexpected;
      }
      throw new IllegalStateException(cause);
    }
  }
}
