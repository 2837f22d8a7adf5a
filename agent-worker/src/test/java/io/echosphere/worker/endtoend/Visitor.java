package io.echosphere.worker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Somebody at the voice room page, in a browser. Owned by one thread. */
final class Visitor {
  private static final Path SCREENSHOTS = Path.of("target/screenshots").toAbsolutePath();
  private static final Path AXE = Path.of("src/main/web/node_modules/axe-core/axe.min.js");

  /** Remembers in the page what is over before a test can look. */
  private static final String WITNESS =
      """
      window.seen = { states: [], phases: [], violations: [], shift: 0, loudest: -120 };
      document.addEventListener('securitypolicyviolation', (event) =>
        window.seen.violations.push(event.violatedDirective + ' ' + event.blockedURI));
      const note = (list, value) => {
        if (value && list[list.length - 1] !== value) list.push(value);
      };
      const look = () => {
        const at = (name) => document.querySelector('[' + name + ']')?.getAttribute(name);
        note(window.seen.states, at('data-agent-state'));
        note(window.seen.phases, at('data-phase'));
      };
      new MutationObserver(look).observe(document, {
        subtree: true, childList: true, attributes: true,
        attributeFilter: ['data-agent-state', 'data-phase'],
      });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          if (!entry.hadRecentInput) window.seen.shift += entry.value;
        }
      }).observe({ type: 'layout-shift', buffered: true });
      """;

  /** Listens to what the page plays, as a person would: through its audio elements. */
  private static final String LISTEN =
      """
      () => {
        const context = new AudioContext();
        const heard = new WeakSet();
        window.ears = setInterval(() => {
          for (const element of document.querySelectorAll('audio')) {
            const stream = element.srcObject;
            if (!stream || heard.has(stream) || stream.getAudioTracks().length === 0) continue;
            heard.add(stream);
            const analyser = context.createAnalyser();
            context.createMediaStreamSource(stream).connect(analyser);
            const samples = new Float32Array(analyser.fftSize);
            setInterval(() => {
              if (element.paused || element.muted) return;
              analyser.getFloatTimeDomainData(samples);
              const power = samples.reduce((sum, one) => sum + one * one, 0) / samples.length;
              const level = 10 * Math.log10(power + 1e-12);
              window.seen.loudest = Math.max(window.seen.loudest, level);
            }, 50);
          }
        }, 50);
      }
      """;

  /** Waits for something to be gone. */
  static final Locator.WaitForOptions GONE =
      new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);

  /** How somebody's browser is set up. */
  record Setup(
      String locale, ColorScheme colours, int width, int height, boolean allowsMicrophone) {
    static Setup japanese() {
      return new Setup("ja-JP", ColorScheme.LIGHT, 1_280, 800, true);
    }

    static Setup english() {
      return new Setup("en-US", ColorScheme.LIGHT, 1_280, 800, true);
    }

    Setup dark() {
      return new Setup(locale, ColorScheme.DARK, width, height, allowsMicrophone);
    }

    Setup phone() {
      return new Setup(locale, colours, 390, 844, allowsMicrophone);
    }

    Setup refusing() {
      return new Setup(locale, colours, width, height, false);
    }
  }

  private final BrowserContext context;
  private final Page page;
  private final List<String> errors = new ArrayList<>();

  Visitor(BrowserContext context) {
    this.context = context;
    context.addInitScript(WITNESS);
    page = context.newPage();
    page.onPageError(errors::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.add(message.text());
          }
        });
  }

  Page page() {
    return page;
  }

  Visitor open(String address) {
    page.navigate(address);
    return this;
  }

  Visitor press(String button) {
    button(button).click();
    return this;
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Types into a field and presses Enter. */
  void type(String field, String text) {
    Locator input = page.getByLabel(field);
    input.fill(text);
    input.press("Enter");
  }

  /** Waits until a typed line is shown as one that went to the room. */
  void awaitDelivered(String text) {
    page.locator(".line[data-who='self'][data-delivery='sent']")
        .filter(new Locator.FilterOptions().setHasText(text))
        .waitFor();
  }

  /** Begins to listen to what the page plays. */
  Visitor listen() {
    page.evaluate(LISTEN);
    return this;
  }

  /** The loudest moment since {@link #listen}, dBFS. */
  double loudest() {
    return ((Number) page.evaluate("() => window.seen.loudest")).doubleValue();
  }

  void awaitState(String state) {
    page.waitForSelector("[data-agent-state='" + state + "']");
  }

  void awaitPhase(String phase) {
    page.waitForSelector(".room[data-phase='" + phase + "']");
  }

  /** Waits for a message about what is not as it should be; gives its words. */
  String awaitNotice(String kind) {
    return page.waitForSelector("[data-notice='" + kind + "']").innerText();
  }

  /** Waits until these words of a speaker (self, agent, other) stand in the transcript for good. */
  void awaitLine(String speaker, String text) throws Exception {
    Await.until(
        () -> lines(speaker).contains(text) ? Optional.of(true) : Optional.<Boolean>empty(),
        () -> "lines: " + page.locator(".transcript-lines").innerText());
  }

  /** What a speaker said, without what may still change. */
  List<String> lines(String speaker) {
    return page.locator(".line[data-who='" + speaker + "']:not([data-state='open']) .line-text")
        .allInnerTexts();
  }

  /** All the agent's states that were shown so far, in order. */
  List<String> states() {
    return seen("states");
  }

  /** All phases of the connection that were shown so far, in order. */
  List<String> phases() {
    return seen("phases");
  }

  private List<String> seen(String name) {
    return ((List<?>) page.evaluate("name => window.seen[name]", name))
        .stream().map(String::valueOf).toList();
  }

  /** Layout shift so far that nobody caused by a click, as browsers score it. */
  double layoutShift() {
    return ((Number) page.evaluate("() => window.seen.shift")).doubleValue();
  }

  /** Keeps a picture. */
  Visitor picture(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    return this;
  }

  /** Nothing was refused by the content security policy, nothing failed in a script. */
  void assertNoComplaint() {
    assertThat(seen("violations")).isEmpty();
    assertThat(errors).isEmpty();
  }

  /** axe finds nothing against WCAG 2.2 AA, nor against what it calls best practice. */
  void assertAccessible() {
    try {
      page.evaluate(Files.readString(AXE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Object found =
        page.evaluate(
            """
            async () => {
              const result = await axe.run(document, { resultTypes: ['violations'] });
              return result.violations.map((violation) =>
                violation.id + ': ' + violation.help + '\\n' + violation.nodes
                  .map((node) => node.target.join(' ') + ' ' + node.failureSummary).join('\\n'));
            }
            """);
    assertThat((List<?>) found).as("axe at " + page.url()).isEmpty();
  }

  /** Nothing sticks out to the side. */
  void assertFitsItsWidth() {
    Object overflow =
        page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(((Number) overflow).intValue()).isLessThanOrEqualTo(0);
  }

  /**
   * What the page has loaded so far.
   *
   * @param bytes of the page and its files, as transferred
   * @param files besides the page itself
   * @param firstPaintMillis from the navigation's start to the first content that was painted
   */
  record Weight(int bytes, int files, int firstPaintMillis) {}

  Weight weight() {
    var figures =
        (List<?>)
            page.evaluate(
                """
                () => {
                  const paint = performance.getEntriesByName('first-contentful-paint')[0];
                  const files = performance.getEntriesByType('resource')
                    .filter((entry) => entry.name.includes('/assets/'));
                  const page = performance.getEntriesByType('navigation')[0];
                  const bytes = files.reduce((sum, one) => sum + one.transferSize, 0);
                  return [page.transferSize + bytes, files.length, paint?.startTime ?? -1]
                    .map(Math.round);
                }
                """);
    return new Weight(number(figures.get(0)), number(figures.get(1)), number(figures.get(2)));
  }

  private static int number(Object figure) {
    return ((Number) figure).intValue();
  }

  void close() {
    context.close();
  }
}
