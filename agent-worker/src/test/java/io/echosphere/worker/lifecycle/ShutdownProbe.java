package io.echosphere.worker.lifecycle;

import ch.qos.logback.classic.BasicConfigurator;
import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** A process to send signals to; its argument says how it drains. It says each step on stdout. */
final class ShutdownProbe {
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private ShutdownProbe() {}

  public static void main(String[] arguments) throws InterruptedException {
    String mode = arguments[0];
    var _ = new BasicConfigurator().configure((LoggerContext) LoggerFactory.getILoggerFactory());
    Shutdown shutdown =
        Shutdown.onFirst(() -> drain(mode))
            .onSecond(() -> say("last words"))
            .within(mode.equals("slow") ? Duration.ofMillis(100) : Duration.ofMinutes(5))
            .exitingWithin(Duration.ofMillis(mode.equals("stuck") ? 100 : 60_000))
            .install();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> hook(mode)));
    say("ready");
    if (mode.startsWith("asked")) {
      shutdown.begin("asked to", Shutdown.START_ANEW);
    }
    NEVER.await(); // the main thread would keep the process alive for ever
  }

  private static void drain(String mode) {
    say("draining");
    if (mode.equals("failing")) {
      throw new IllegalStateException("expected by the test");
    }
    if (mode.endsWith("once")) {
      awaitLine();
    }
    if (mode.endsWith("endless") || mode.equals("slow")) {
      blockForEver();
    }
    say("drained");
  }

  private static void hook(String mode) {
    say("flushed");
    if (mode.equals("stuck")) {
      blockForEver();
    }
  }

  /** The test says when this drain is over. */
  private static void awaitLine() {
    try {
      say("heard " + System.in.read());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void blockForEver() {
    try {
      NEVER.await();
    } catch (InterruptedException _) {
      say("interrupted");
    }
  }

  private static void say(String words) {
    System.out.println(words);
    System.out.flush();
  }
}
