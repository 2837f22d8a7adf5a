package io.echosphere.worker.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class RepeatLimitTest {
  private final LoggerContext context = new LoggerContext();
  private final ListAppender<ILoggingEvent> shown = new ListAppender<>();
  private final Queue<Runnable> windows = new ArrayDeque<>();
  private final Logger log = context.getLogger("io.echosphere.Test");

  RepeatLimitTest() {
    context.addTurboFilter(new RepeatLimit((task, _) -> windows.add(task)));
    shown.start();
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(shown);
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
  }

  @Test
  void aMessageComesTenTimesAMinuteAndIsThenCounted() {
    for (int i = 0; i < 25; i++) {
      log.warn("call {} failed", i);
    }
    assertThat(lines()).hasSize(10).first().isEqualTo("call 0 failed");

    minuteOver();

    assertThat(lines())
        .hasSize(11)
        .last()
        .isEqualTo("repeated 15 more times within a minute and not shown: call {} failed");
    log.warn("call {} failed", 25);
    assertThat(lines()).last().isEqualTo("call 25 failed");
  }

  @Test
  void otherMessagesAndOtherLoggersAreNotHidden() {
    for (int i = 0; i < 20; i++) {
      log.error("one");
    }
    log.error("another");
    context.getLogger("io.echosphere.Other").error("one");

    assertThat(lines()).hasSize(12).endsWith("another", "one");
  }

  @Test
  void whatIsNoWarningIsNotCounted() {
    for (int i = 0; i < 20; i++) {
      log.info("news");
    }

    assertThat(lines()).hasSize(20);
    assertThat(windows).isEmpty();
  }

  @Test
  void aQuietMinuteSaysNothing() {
    log.warn("once");
    minuteOver();

    assertThat(lines()).containsExactly("once");
  }

  /** Messages that are built by hand must not fill the memory. */
  @Test
  void endlesslyManyTemplatesAreShownWithoutBeingCounted() {
    for (int i = 0; i < 1_500; i++) {
      log.warn("built by hand " + i);
    }

    assertThat(lines()).hasSize(1_500);
    assertThat(windows).hasSize(1_000);
  }

  private void minuteOver() {
    for (Runnable window = windows.poll(); window != null; window = windows.poll()) {
      window.run();
    }
  }

  private List<String> lines() {
    return shown.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
