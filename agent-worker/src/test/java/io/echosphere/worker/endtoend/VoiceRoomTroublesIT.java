package io.echosphere.worker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.worker.endtoend.Visitor.Setup;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the page says, and which way on it offers, when something is not as it should be. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class VoiceRoomTroublesIT extends InBrowser {
  @BeforeEach
  void calmAws(Stack stack) {
    stack.calmAws();
  }

  @Test
  void whoRefusesTheMicrophoneIsToldHowToAllowItAndMayType() throws Exception {
    try (Chromium chromium = Chromium.withMicrophone(MicrophoneFile.silence(directory))) {
      Visitor visitor = chromium.visitor(Setup.japanese().refusing()).open(worker.url("/"));
      visitor.press("話しはじめる");

      assertThat(visitor.awaitNotice("microphone-denied"))
          .contains("マイクがブロックされています", "アドレスの横のアイコン");
      visitor.awaitPhase("connected");
      visitor.awaitLine("agent", Stack.GREETING);
      visitor.type("メッセージ", "文字で話します");
      visitor.awaitDelivered("文字で話します");
      visitor.assertAccessible();
      visitor.picture("microphone-denied");
    }
  }

  @Test
  void withoutAMicrophoneThePageSaysSo() {
    String none =
        """
        navigator.mediaDevices.getUserMedia = () =>
          Promise.reject(new DOMException('Requested device not found', 'NotFoundError'));
        """;
    try (Chromium chromium = Chromium.withMicrophone(MicrophoneFile.silence(directory))) {
      Visitor visitor = chromium.visitor(Setup.english());
      visitor.page().addInitScript(none);
      visitor.open(worker.url("/")).press("Start talking");

      assertThat(visitor.awaitNotice("microphone-missing")).contains("No microphone was found");
      visitor.awaitPhase("connected");
      visitor.awaitState("listening");
    }
  }

  @Test
  void anInsecureOriginIsNamedAsTheReason() {
    try (Chromium chromium = Chromium.withMicrophone(MicrophoneFile.silence(directory))) {
      Visitor visitor = chromium.visitor(Setup.english().refusing());
      visitor.open(worker.insecureUrl("/")).press("Start talking");

      assertThat(visitor.awaitNotice("microphone-insecure")).contains("needs a secure address");
      visitor.awaitPhase("connected");
      visitor.awaitState("listening");
      visitor.type("Message", "Typed without a microphone");
      visitor.awaitDelivered("Typed without a microphone");
    }
  }

  @Test
  void soundThatTheBrowserHoldsBackIsOneClickAway() {
    String holdBack =
        """
        const play = HTMLMediaElement.prototype.play;
        let clicked = false;
        HTMLMediaElement.prototype.play = function () {
          return clicked ? play.call(this)
            : Promise.reject(new DOMException('held back', 'NotAllowedError'));
        };
        addEventListener('click', (event) => {
          clicked = event.target.textContent === 'Play sound';
        }, true);
        """;
    try (Chromium chromium = Chromium.withMicrophone(MicrophoneFile.silence(directory))) {
      Visitor visitor = chromium.visitor(Setup.english());
      visitor.page().addInitScript(holdBack);
      visitor.open(worker.url("/")).press("Start talking");

      assertThat(visitor.awaitNotice("playback")).contains("Sound is waiting for you");
      visitor.press("Play sound");
      visitor.page().locator("[data-notice='playback']").waitFor(Visitor.GONE);
    }
  }

  @Test
  void aServerThatRestartsIsFoundAgain(Stack stack) throws Exception {
    try (Chromium chromium = Chromium.withMicrophone(MicrophoneFile.silence(directory))) {
      Visitor visitor = chromium.visitor(Setup.japanese()).open(worker.url("/"));
      visitor.press("話しはじめる");
      visitor.awaitLine("agent", Stack.GREETING);

      stack.livekit().kill();
      try {
        visitor.awaitPhase("reconnecting");
        visitor.picture("reconnecting");
      } finally {
        stack.livekit().restart();
      }

      visitor.awaitPhase("connected");
      assertThat(visitor.lines("agent")).contains(Stack.GREETING);
      assertThat(visitor.phases()).containsSubsequence("connected", "reconnecting", "connected");
    }
  }

  @Test
  void aRoomThatWasClosedCanBeEnteredAgain(Stack stack) throws Exception {
    try (Chromium chromium = Chromium.withMicrophone(MicrophoneFile.silence(directory))) {
      Visitor visitor = chromium.visitor(Setup.english()).open(worker.url("/"));
      visitor.press("Start talking");
      visitor.awaitLine("agent", Stack.GREETING);

      WebWorker.endRooms(stack);

      assertThat(visitor.awaitNotice("lost")).contains("Connection lost", "The room was closed.");
      visitor.press("Try again");
      visitor.awaitPhase("connected");
      visitor.awaitState("listening");
    }
  }

  @Test
  void anAgentThatDoesNotComeCanBeCalledAgain(Stack stack) throws Exception {
    Map<String, String> named = Map.of("AGENT_NAME", "later");
    try (Chromium chromium = Chromium.withMicrophone(MicrophoneFile.silence(directory));
        WebWorker web = WebWorker.alone(stack, named)) {
      Visitor visitor = chromium.visitor(Setup.english()).open(web.url("/"));
      visitor.press("Start talking");

      assertThat(visitor.awaitNotice("agent")).contains("No agent is available");
      visitor.picture("no-agent");
      try (Program _ = stack.worker(Map.of("AGENT_NAME", "later", "HTTP_ENABLED", "false"))) {
        visitor.press("Call again");
        visitor.awaitLine("agent", Stack.GREETING);
      }
    }
  }

  @Test
  void aTokenThatIsRefusedIsExplained() {
    try (Chromium chromium = Chromium.withMicrophone(MicrophoneFile.silence(directory))) {
      Visitor visitor = chromium.visitor(Setup.english()).open(worker.url("/room/%3Cb%3E"));
      visitor.press("Join with text only");
      assertThat(visitor.awaitNotice("lost")).contains("does not accept this name");
    }
  }
}
