package io.echosphere.worker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.echosphere.worker.endtoend.Visitor.Setup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** People who meet the agent in a browser, and all goes well. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class VoiceRoomIT extends InBrowser {
  /** How long a reply of the script takes at most, with the silence around it. */
  private static final Duration REPLY = Duration.ofSeconds(12);

  @BeforeEach
  void calmAws(Stack stack) {
    stack.calmAws();
  }

  @Test
  void aVisitorIsGreetedHeardAndAnsweredThreeTimes() throws Exception {
    Path microphone =
        new MicrophoneFile()
            .pause(Duration.ofSeconds(5))
            .say("ja-tokyo")
            .pause(REPLY)
            .say("ja-dinner")
            .pause(REPLY)
            .say("en-hello")
            .in(directory);
    try (Chromium chromium = Chromium.withMicrophone(microphone)) {
      Visitor visitor = chromium.visitor(Setup.japanese()).open(worker.url("/"));
      assertThat(visitor.button("話しはじめる").isVisible()).isTrue();
      visitor.press("話しはじめる");
      visitor.awaitPhase("connected");
      visitor.listen();

      visitor.awaitLine("agent", Stack.GREETING);
      for (String clip : List.of("ja-tokyo", "ja-dinner", "en-hello")) {
        visitor.awaitLine("self", Stack.words(clip));
        visitor.awaitLine("agent", Stack.replyTo(clip));
        visitor.awaitState("listening");
      }

      assertThat(visitor.lines("self"))
          .containsExactly(
              Stack.words("ja-tokyo"), Stack.words("ja-dinner"), Stack.words("en-hello"));
      assertThat(visitor.states())
          .contains("waiting")
          .containsSubsequence("speaking", "listening", "thinking", "speaking", "listening");
      assertThat(visitor.loudest()).as("of what the page plays").isBetween(-40.0, 0.0);
      assertThat(latencySeconds(visitor)).isBetween(0.1, 5.0);
      visitor.assertAccessible();
      visitor.picture("room-light");
      visitor.assertNoComplaint();
    }
  }

  @Test
  void whoOnlyTypesIsNeverAskedForAMicrophone() throws Exception {
    try (Chromium chromium = Chromium.withMicrophone(MicrophoneFile.silence(directory))) {
      Visitor visitor = chromium.visitor(Setup.english().refusing());
      visitor
          .page()
          .addInitScript("navigator.mediaDevices.getUserMedia = () => { window.asked = 1 }");
      visitor.open(worker.url("/")).press("Text only");
      visitor.awaitPhase("connected");
      visitor.listen();
      visitor.awaitLine("agent", Stack.GREETING);

      visitor.type("Message", "Hello, what can you do for me?");

      visitor.awaitDelivered("Hello, what can you do for me?");
      Await.until(
          () -> visitor.loudest() > -40 ? Optional.of(true) : Optional.<Boolean>empty(),
          () -> "heard nothing: " + visitor.loudest());
      assertThat(visitor.page().getByLabel("Message").inputValue()).isEmpty();
      assertThat(visitor.page().evaluate("() => window.asked ?? 0")).isEqualTo(0);
      assertThat(visitor.button("Turn the microphone on").isEnabled()).isTrue();
      visitor.assertNoComplaint();
    }
  }

  @Test
  void twoPeopleInOneRoomSeeWhatTheOtherSays() throws Exception {
    try (Chromium chromium = Chromium.withMicrophone(MicrophoneFile.silence(directory))) {
      Visitor first = chromium.visitor(Setup.japanese()).open(worker.url("/"));
      first.press("話しはじめる");
      first.awaitLine("agent", Stack.GREETING);

      Visitor second = chromium.visitor(Setup.english()).open(first.page().url());
      second.page().getByLabel("Your name").fill("Aoi");
      second.press("Join with text only");
      second.awaitPhase("connected");
      second.awaitState("listening");
      second.type("Message", "Hello from the other tab");

      first.awaitLine("other", "Hello from the other tab");
      // Whoever only listens is announced by LiveKit some seconds after they came.
      first.page().locator(".line[data-who='other'] .line-speaker:text-is('Aoi')").waitFor();
      first.assertNoComplaint();
      second.assertNoComplaint();
    }
  }

  @Test
  void mutingIsKnownToTheRoomAndToTheVisitor(Stack stack) throws Exception {
    try (Chromium chromium = Chromium.withMicrophone(MicrophoneFile.silence(directory))) {
      Visitor visitor = chromium.visitor(Setup.english()).open(worker.url("/"));
      visitor.press("Start talking");
      visitor.awaitLine("agent", Stack.GREETING);
      awaitMuted(stack, false);

      visitor.press("Mute");
      awaitMuted(stack, true);
      assertThat(visitor.button("Unmute").isVisible()).isTrue();

      visitor.press("Unmute");
      awaitMuted(stack, false);
      visitor.assertNoComplaint();
    }
  }

  @Test
  void leavingEndsTheCallAndKeepsTheTranscript(Stack stack) throws Exception {
    try (Chromium chromium = Chromium.withMicrophone(MicrophoneFile.silence(directory))) {
      Visitor visitor = chromium.visitor(Setup.english()).open(worker.url("/"));
      visitor.press("Start talking");
      visitor.awaitLine("agent", Stack.GREETING);

      visitor.press("Leave");

      assertThat(visitor.awaitNotice("left")).contains("The conversation has ended");
      assertThat(visitor.lines("agent")).containsExactly(Stack.GREETING);
      WebWorker.awaitEmpty(stack);
      var download = visitor.page().waitForDownload(() -> visitor.press("Save"));
      assertThat(download.suggestedFilename()).isEqualTo("echosphere-transcript.txt");
      assertThat(download.path()).content().contains("EchoSphere: " + Stack.GREETING);

      visitor.press("Join again");
      visitor.awaitPhase("connected");
    }
  }

  @Test
  void theKeyboardAloneIsEnough() throws Exception {
    try (Chromium chromium = Chromium.withMicrophone(MicrophoneFile.silence(directory))) {
      Visitor visitor = chromium.visitor(Setup.english()).open(worker.url("/"));
      Page page = visitor.page();
      page.waitForSelector("input[name=name]");
      page.focus("input[name=name]");
      page.keyboard().type("Kai");
      page.keyboard().press("Enter");
      visitor.awaitPhase("connected");
      visitor.awaitState("listening");

      tabTo(page, "Settings");
      page.keyboard().press("Enter");
      page.waitForSelector("dialog[open] select");
      page.keyboard().press("Escape");
      assertThat(focused(page)).isEqualTo("Settings");

      tabTo(page, "Leave");
      page.keyboard().press("Enter");
      assertThat(visitor.awaitNotice("left")).isNotBlank();
    }
  }

  private static void tabTo(Page page, String name) {
    for (int presses = 0; presses < 40; presses++) {
      page.keyboard().press("Tab");
      if (focused(page).equals(name)) {
        return;
      }
    }
    throw new AssertionError("the Tab key does not reach " + name);
  }

  private static String focused(Page page) {
    return String.valueOf(page.evaluate("() => document.activeElement?.innerText.trim() ?? ''"));
  }

  private static double latencySeconds(Visitor visitor) {
    Locator shown = visitor.page().locator(".stage-latency data");
    return Double.parseDouble(shown.getAttribute("value"));
  }

  private static void awaitMuted(Stack stack, boolean muted) throws Exception {
    Await.until(
        () ->
            WebWorker.people(stack).stream()
                .flatMap(person -> person.getTracksList().stream())
                .filter(track -> track.getMuted() == muted)
                .findFirst(),
        () -> "no track with muted=" + muted);
  }
}
