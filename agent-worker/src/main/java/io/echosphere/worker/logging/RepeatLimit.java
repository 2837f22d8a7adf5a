package io.echosphere.worker.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * Lets a warning or an error through a few times a minute, then says once how often it came again:
 * a service that is away must not fill the disk, nor hide what else goes wrong. Messages are the
 * same when logger and template are, whatever fills the template. Thread-safe.
 */
final class RepeatLimit extends TurboFilter {
  static final int MOST_A_WINDOW = 10;
  static final Duration WINDOW = Duration.ofMinutes(1);

  /** Templates counted at once; further ones go through: better too many lines than lost ones. */
  private static final int MOST_COUNTED = 1_000;

  private static final Marker SUMMARY = MarkerFactory.getDetachedMarker("repeated");

  private final BiConsumer<Runnable, Duration> later;
  private final Map<Key, AtomicInteger> counted = new ConcurrentHashMap<>();

  private record Key(String logger, String template) {}

  /**
   * A filter that counts from now on.
   *
   * @param later runs a task after a while
   */
  RepeatLimit(BiConsumer<Runnable, Duration> later) {
    this.later = later;
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] parameters,
      @Nullable Throwable thrown) {
    // Without a template somebody only asks whether a level is shown.
    if (format == null || !level.isGreaterOrEqual(Level.WARN) || SUMMARY.equals(marker)) {
      return FilterReply.NEUTRAL;
    }
    if (!level.isGreaterOrEqual(logger.getEffectiveLevel())) {
      return FilterReply.NEUTRAL; // not shown anyway
    }
    var key = new Key(logger.getName(), format);
    var count = counted.get(key);
    if (count == null) {
      if (counted.size() >= MOST_COUNTED) {
        return FilterReply.NEUTRAL;
      }
      var fresh = new AtomicInteger();
      var other = counted.putIfAbsent(key, fresh);
      count = other == null ? fresh : other;
      if (other == null) {
        later.accept(() -> windowOver(key, logger, level), WINDOW);
      }
    }
    return count.incrementAndGet() <= MOST_A_WINDOW ? FilterReply.NEUTRAL : FilterReply.DENY;
  }

  private void windowOver(Key key, Logger logger, Level level) {
    var count = counted.remove(key);
    int hidden = count == null ? 0 : count.get() - MOST_A_WINDOW;
    if (hidden <= 0) {
      return;
    }
    String words = "repeated {} more times within a minute and not shown: {}";
    if (level.isGreaterOrEqual(Level.ERROR)) {
      logger.error(SUMMARY, words, hidden, key.template());
    } else {
      logger.warn(SUMMARY, words, hidden, key.template());
    }
  }
}
