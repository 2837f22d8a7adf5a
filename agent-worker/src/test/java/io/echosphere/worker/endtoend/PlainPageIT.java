package io.echosphere.worker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.echosphere.worker.endtoend.Visitor.Setup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A page that anybody could have written, with LiveKit's own components and nothing of ours. */
@ExtendWith(Stack.Shared.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class PlainPageIT {
  private static final Path FIXTURE = Path.of("target/web-fixture").toAbsolutePath();

  @TempDir Path directory;

  @Test
  void useVoiceAssistantSeesStateTrackAndTranscriptions(Stack stack) throws Exception {
    Chromium.require();
    Path microphone =
        new MicrophoneFile().pause(Duration.ofSeconds(6)).say("en-hello").in(directory);
    try (WebWorker worker = WebWorker.start(stack);
        Chromium chromium = Chromium.withMicrophone(microphone)) {
      Visitor visitor = chromium.visitor(Setup.english());
      Page page = visitor.page();
      // From the worker's own origin, so that the token API needs no permission for another.
      page.route("**/fixture/**", PlainPageIT::serve);
      visitor.open(worker.url("/fixture/index.html?room=plain-room"));

      awaitText(page, "#transcriptions", Stack.GREETING);
      awaitText(page, "#transcriptions", Stack.replyTo("en-hello"));
      awaitText(page, "#states", "thinking speaking listening");
      assertThat(page.locator("#track").innerText()).startsWith("TR_");
      assertThat(page.locator("#agent").innerText()).isNotBlank();
    }
  }

  private static void serve(Route route) {
    String path = java.net.URI.create(route.request().url()).getPath();
    route.fulfill(
        new Route.FulfillOptions().setPath(FIXTURE.resolve(path.substring("/fixture/".length()))));
  }

  private static void awaitText(Page page, String selector, String text) throws Exception {
    Await.until(
        () ->
            page.locator(selector).count() > 0 && page.locator(selector).innerText().contains(text)
                ? Optional.of(true)
                : Optional.<Boolean>empty(),
        () -> page.locator("body").innerText());
  }
}
