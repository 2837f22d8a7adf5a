package io.echosphere.worker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import io.echosphere.worker.endtoend.Visitor.Setup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Another site's page, made with LiveKit's own components and nothing of ours. */
@Alone
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
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer site = SimpleFileServer.createFileServer(address, FIXTURE, OutputLevel.NONE);
    site.start();
    String origin = "http://127.0.0.1:" + site.getAddress().getPort();
    try (WebWorker worker = WebWorker.start(stack, Map.of("ALLOWED_ORIGINS", origin));
        Chromium chromium = Chromium.withMicrophone(microphone)) {
      Visitor visitor = chromium.visitor(Setup.english());
      Page page = visitor.page();
      visitor.open(origin + "/index.html?room=plain-room&server=" + worker.url(""));

      awaitText(page, "#transcriptions", Stack.GREETING);
      awaitText(page, "#transcriptions", Stack.replyTo("en-hello"));
      awaitText(page, "#states", "thinking speaking listening");
      assertThat(page.locator("#track").innerText()).startsWith("TR_");
      assertThat(page.locator("#agent").innerText()).isNotBlank();
    } finally {
      site.stop(0);
    }
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
