package io.echosphere.adapter.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Who we are, asked anew for each call. The SDK's providers keep what they found until it expires
 * by its own word, and a process or file that names no end for ever: when a service refuses it,
 * {@link #renew} starts again with a provider that has kept nothing. Thread-safe; the lock guards
 * the fields below it and is never held while credentials are resolved.
 */
final class RenewableCredentials implements AwsCredentialsProvider, AutoCloseable {
  /** Many calls are refused at once; what was just renewed serves them all. */
  static final Duration AT_MOST_EVERY = Duration.ofSeconds(5);

  private static final Duration LOG_AT_MOST_EVERY = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(RenewableCredentials.class);

  private final Supplier<AwsCredentialsProvider> source;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable AwsCredentialsProvider current;

  /** Some call may still be resolving with it. */
  private @Nullable AwsCredentialsProvider previous;

  private String lastKeyId = "";
  private boolean renewed;
  private boolean announced = true;
  private long renewedAt;
  private Optional<Long> warnedAt = Optional.empty();

  /**
   * Asks nothing yet.
   *
   * @param source makes a provider that has kept nothing; must not block
   * @param nanos a monotonic reading in ns
   */
  RenewableCredentials(Supplier<AwsCredentialsProvider> source, LongSupplier nanos) {
    this.source = source;
    this.nanos = nanos;
  }

  /** May block on the network, a file or a process, so call it on no I/O thread. */
  @Override
  public AwsCredentials resolveCredentials() {
    AwsCredentials found;
    try {
      found = provider().resolveCredentials();
    } catch (RuntimeException e) {
      warn("AWS credentials cannot be had (" + e.getClass().getSimpleName() + ")");
      throw e;
    }
    announce(found);
    return found;
  }

  /**
   * A service refused what it was given: the next call asks anew. Never blocks.
   *
   * @param refusal the service and its error, for the log
   */
  void renew(String refusal) {
    lock.lock();
    try {
      long now = nanos.getAsLong();
      if (renewed && now - renewedAt < AT_MOST_EVERY.toNanos()) {
        return;
      }
      close(previous);
      previous = current;
      current = null;
      renewed = true;
      renewedAt = now;
      announced = false;
    } finally {
      lock.unlock();
    }
    warn("AWS refuses our credentials (" + refusal + ") and they are looked up again");
  }

  @Override
  public void close() {
    lock.lock();
    try {
      close(previous);
      close(current);
    } finally {
      lock.unlock();
    }
  }

  private static void close(@Nullable AwsCredentialsProvider provider) {
    if (provider instanceof SdkAutoCloseable closeable) {
      closeable.close();
    }
  }

  private AwsCredentialsProvider provider() {
    lock.lock();
    try {
      AwsCredentialsProvider known = current;
      if (known == null) {
        known = source.get();
        current = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  /** Says once what looking them up again has brought; an access key's id is no secret. */
  private void announce(AwsCredentials found) {
    boolean first;
    boolean same;
    lock.lock();
    try {
      first = !announced;
      announced = true;
      same = lastKeyId.equals(found.accessKeyId());
      lastKeyId = found.accessKeyId();
    } finally {
      lock.unlock();
    }
    if (first) {
      LOG.info(
          "AWS credentials were looked up again: {} gave {}",
          found.providerName().orElse("the provider"),
          same ? "the same access key" : "another access key");
    }
  }

  private void warn(String what) {
    lock.lock();
    try {
      long now = nanos.getAsLong();
      if (warnedAt.isPresent() && now - warnedAt.get() < LOG_AT_MOST_EVERY.toNanos()) {
        return;
      }
      warnedAt = Optional.of(now);
    } finally {
      lock.unlock();
    }
    LOG.error("{}; see echosphere check", what);
  }
}
