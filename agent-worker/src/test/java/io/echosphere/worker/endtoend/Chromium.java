package io.echosphere.worker.endtoend;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The system's Chromium, headless, with a microphone that plays a file. Owned by one thread.
 * Playwright's driver is the one from npm, beside the page's libraries.
 */
final class Chromium implements AutoCloseable {
  private static final Path WEB = Path.of("src/main/web").toAbsolutePath();
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /** Quiet, and no business with other hosts. */
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          // Another name for this machine, which browsers do not take for a secure origin.
          "--host-resolver-rules=MAP plain.example 127.0.0.1",
          "--use-fake-device-for-media-stream");

  private final Playwright playwright;
  private final Browser browser;
  private final List<Visitor> visitors = new ArrayList<>();

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** A browser whose microphone plays a file, once, from when it is opened. */
  static Chromium withMicrophone(Path wav) {
    var flags = new ArrayList<>(FLAGS);
    flags.add("--use-file-for-fake-audio-capture=" + wav + "%noloop");
    return start(flags);
  }

  /**
   * Skips the calling tests where the page was not built or there is no browser: {@code
   * -Dweb=required} makes that a failure.
   */
  static void require() {
    boolean required = "required".equals(System.getProperty("web"));
    boolean there = Files.exists(Path.of("target/classes/io/echosphere/web/index.html"));
    if (!required) {
      Assumptions.assumeTrue(there, "the page was not built: there is no Node");
      Assumptions.assumeTrue(executable().isPresent(), "no Chromium; install Debian's chromium");
    }
    if (!there || executable().isEmpty()) {
      throw new AssertionError("the page's tests need Node and Chromium");
    }
  }

  /** Somebody who opens the page. */
  Visitor visitor(Visitor.Setup setup) {
    var options =
        new Browser.NewContextOptions()
            .setLocale(setup.locale())
            .setColorScheme(setup.colours())
            .setViewportSize(setup.width(), setup.height())
            .setDeviceScaleFactor(1);
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout((double) Await.LIMIT.toMillis());
    if (setup.allowsMicrophone()) {
      context.grantPermissions(List.of("microphone"));
    }
    var visitor = new Visitor(context);
    visitors.add(visitor);
    return visitor;
  }

  @Override
  public void close() {
    visitors.forEach(Visitor::close);
    browser.close();
    playwright.close();
  }

  private static Chromium start(List<String> flags) {
    System.setProperty("playwright.cli.dir", driver().toString());
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        program("node").orElseThrow().toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
    var browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable().orElseThrow())
                    .setArgs(flags));
    return new Chromium(playwright, browser);
  }

  /** The driver's folder as Playwright for Java looks for it, made of npm's playwright-core. */
  private static Path driver() {
    try {
      Path folder = Files.createDirectories(Path.of("target/playwright").toAbsolutePath());
      Path link = folder.resolve("package");
      if (!Files.exists(link)) {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, WEB.resolve("node_modules/playwright-core"));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> executable() {
    return NAMES.stream().map(Chromium::program).flatMap(Optional::stream).findFirst();
  }

  private static Optional<Path> program(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(java.io.File.pathSeparator))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
