package io.echosphere.adapter.http;

import io.echosphere.application.port.out.Timers;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bucket of tokens for each client address: full at first, refilled evenly. An IPv6 client is its
 * /64, of which it can use every address. Thread-safe.
 */
final class RateLimiter {
  /** About 10 MB. Beyond it the client that was not seen for longest is forgotten. */
  static final int MOST_CLIENTS = 65_536;

  private static final int IPV6_NETWORK_BYTES = 8;

  private final Timers timers;
  private final int perMinute;
  private final long nanosPerToken;
  private final ReentrantLock lock = new ReentrantLock();

  /** When each client's bucket will be full again; whose is full needs no entry. */
  private final Map<ByteBuffer, Long> fullAt =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Long> eldest) {
          return size() > MOST_CLIENTS;
        }
      };

  /**
   * A limiter.
   *
   * @param perMinute what one client may take in a minute, also all at once; 0 for no limit
   */
  RateLimiter(Timers timers, int perMinute) {
    this.timers = timers;
    this.perMinute = perMinute;
    this.nanosPerToken = perMinute == 0 ? 0 : TimeUnit.MINUTES.toNanos(1) / perMinute;
  }

  /** Takes a token. Zero if there was one, else how long until there will be one. */
  Duration take(InetAddress client) {
    return ask(client, true);
  }

  /** How long until there is a token; takes none. */
  Duration waitFor(InetAddress client) {
    return ask(client, false);
  }

  /** How many clients are remembered. */
  int clients() {
    lock.lock();
    try {
      return fullAt.size();
    } finally {
      lock.unlock();
    }
  }

  private Duration ask(InetAddress client, boolean take) {
    if (perMinute == 0) {
      return Duration.ZERO;
    }
    var key = network(client);
    long now = timers.nanos();
    lock.lock();
    try {
      long full = Math.max(now, fullAt.getOrDefault(key, now));
      long missing = full + nanosPerToken - now - nanosPerToken * perMinute;
      if (missing > 0) {
        return Duration.ofNanos(missing);
      }
      if (take) {
        fullAt.put(key, full + nanosPerToken);
      }
      return Duration.ZERO;
    } finally {
      lock.unlock();
    }
  }

  private static ByteBuffer network(InetAddress client) {
    byte[] bytes = client.getAddress();
    return ByteBuffer.wrap(
        client instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
  }
}
