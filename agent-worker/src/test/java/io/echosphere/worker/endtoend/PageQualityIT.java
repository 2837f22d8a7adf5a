package io.echosphere.worker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.echosphere.worker.endtoend.Visitor.Setup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** How the page looks, weighs and reads, in both languages, light and dark, wide and narrow. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class PageQualityIT extends InBrowser {
  private static final List<Setup> SETUPS =
      List.of(
          Setup.japanese(),
          Setup.english().dark(),
          Setup.japanese().phone(),
          Setup.english().phone().dark());

  @Test
  void everyPageIsAccessibleAndFitsEveryScreen() throws Exception {
    try (Chromium chromium = Chromium.withMicrophone(MicrophoneFile.silence(directory))) {
      for (Setup setup : SETUPS) {
        Visitor visitor = chromium.visitor(setup);
        for (var page : Map.of("landing", "/", "door", "/room/tea", "admin", "/admin").entrySet()) {
          visitor.open(worker.url(page.getValue()));
          visitor.page().waitForSelector("form");
          visitor.assertAccessible();
          visitor.assertFitsItsWidth();
          visitor.picture(page.getKey() + "-" + nameOf(setup));
        }
        visitor.open(worker.url("/"));
        boolean japanese = setup.locale().equals("ja-JP");
        visitor.press(japanese ? "話しはじめる" : "Start talking");
        visitor.awaitLine("agent", Stack.GREETING);
        visitor.awaitState("listening");
        visitor.page().getByLabel(japanese ? "メッセージ" : "Message").fill("ありがとう！ Thank you!");
        visitor.assertAccessible();
        visitor.assertFitsItsWidth();
        visitor.picture("room-" + nameOf(setup));
        visitor.press(japanese ? "設定" : "Settings");
        visitor.page().waitForSelector("dialog[open]");
        visitor.assertAccessible();
        visitor.picture("settings-" + nameOf(setup));
        assertThat(visitor.layoutShift()).as("layout shift").isLessThan(0.05);
        visitor.assertNoComplaint();
      }
    }
  }

  @Test
  void theLanguageIsTheBrowsersUntilTheVisitorChooses() {
    try (Chromium chromium = Chromium.withMicrophone(MicrophoneFile.silence(directory))) {
      Visitor visitor = chromium.visitor(Setup.japanese()).open(worker.url("/"));
      Page page = visitor.page();
      assertThat(page.waitForSelector("h1").innerText()).contains("話そう");
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo("ja");

      page.locator(".languages button[lang=en]").click();
      assertThat(page.locator("h1").innerText()).contains("Talk with");
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
      page.reload();
      assertThat(page.waitForSelector("h1").innerText()).contains("Talk with");
    }
  }

  @Test
  void thePageIsLightAndQuick() throws Exception {
    try (Chromium chromium = Chromium.withMicrophone(MicrophoneFile.silence(directory))) {
      Visitor visitor = chromium.visitor(Setup.japanese()).open(worker.url("/"));
      visitor.page().waitForSelector("form");
      Visitor.Weight landing = visitor.weight();
      visitor.press("話しはじめる");
      visitor.awaitPhase("connected");
      Visitor.Weight room = visitor.weight();
      Path figures = Path.of("target/screenshots/page-weight.txt");
      Files.createDirectories(figures.getParent());
      Files.writeString(figures, "landing %s%nroom %s%n".formatted(landing, room));

      assertThat(landing.firstPaintMillis()).isBetween(0, 3_000);
      assertThat(landing.bytes()).isLessThan(120_000);
      assertThat(room.bytes()).isLessThan(300_000);
    }
  }

  @Test
  void theOperatorReadsWhatWasSaid(Stack stack) throws Exception {
    try (Chromium chromium = Chromium.withMicrophone(MicrophoneFile.silence(directory))) {
      Visitor caller = chromium.visitor(Setup.japanese()).open(worker.url("/"));
      caller.press("話しはじめる");
      caller.awaitLine("agent", Stack.GREETING);
      caller.awaitState("listening");
      String room = caller.page().url().replaceFirst(".*/room/", "");
      caller.press("退出");
      assertThat(stack.awaitStored(room).said("assistant")).containsExactly(Stack.GREETING);

      Visitor operator = chromium.visitor(Setup.english()).open(worker.url("/admin"));
      operator.page().getByLabel("Operator's key").fill("a wrong key");
      operator.press("Open");
      operator.page().getByText("The key is wrong.").waitFor();
      operator.page().getByLabel("Operator's key").fill(WebWorker.ADMIN_KEY);
      operator.press("Open");
      operator.page().waitForSelector("tbody tr");
      operator.assertAccessible();
      operator.picture("admin-sessions");

      operator.page().locator("tbody tr .link").first().click();
      operator.page().waitForSelector(".facts");
      assertThat(operator.page().locator("td.words").first().innerText()).isEqualTo(Stack.GREETING);
      operator.assertAccessible();
      operator.picture("admin-session");
    }
  }

  private static String nameOf(Setup setup) {
    return setup.locale().substring(0, 2)
        + (setup.width() < 500 ? "-phone-" : "-")
        + setup.colours().name().toLowerCase(java.util.Locale.ROOT);
  }
}
