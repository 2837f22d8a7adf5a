package io.echosphere.simulator.demo;

import io.echosphere.simulator.aws.AwsSimulator;
import io.echosphere.simulator.aws.bedrock.Script;
import io.echosphere.simulator.aws.call.Call;
import io.echosphere.simulator.aws.call.Service;
import io.echosphere.simulator.hearing.ClipLibrary;
import java.util.ArrayList;
import java.util.List;

/**
 * The demo's conversation. The first reply, a long story, is interrupted by the second line; the
 * third goes on after a listener's word, the fourth after a cough; the fifth line is in English,
 * the sixth is typed.
 */
final class DemoCall {
  /** What is said, by the names of the simulator's clips. */
  static final List<String> SAID =
      List.of("ja-story", "ja-stop", "ja-tokyo", "ja-weather", "en-hello", "en-thanks");

  /** What is typed, between the last two. */
  static final String TYPED = "夕食に簡単な料理を一つ教えてもらえますか。";

  private static final int TYPED_TURN = 6;
  private static final String ENGLISH = "en-hello";

  private DemoCall() {}

  /** How often the caller speaks or types. */
  static int turns() {
    return SAID.size() + 1;
  }

  /** Options of the caller's command. */
  static List<String> options(DemoStack stack) {
    return List.of(
        "--barge-in",
        "--backchannel",
        "3=" + stack.clip("ja-un"),
        "--noise",
        "4=" + stack.clip("noise-throat"),
        "--say",
        TYPED_TURN + "=" + TYPED);
  }

  /**
   * Which voice spoke the English reply, by what Polly was asked.
   *
   * @param lines takes a line for each of Polly's requests
   * @return what is wrong; empty if it was an English voice throughout
   */
  static List<String> englishVoice(AwsSimulator aws, List<String> lines) {
    String reply = letters(Script.bundled().reply(ClipLibrary.load().clip(ENGLISH).text()));
    List<Call> asked =
        aws.calls(Service.POLLY).stream()
            .filter(call -> call.samples() > 0 && reply.contains(letters(call.text())))
            .toList();
    var problems = new ArrayList<String>();
    if (asked.isEmpty()) {
      problems.add("Polly was not asked to speak the English reply");
    }
    for (Call call : asked) {
      String language = aws.voiceLanguage(call.parameter("VoiceId"));
      lines.add("  %s (%s) spoke: %s".formatted(call.parameter("VoiceId"), language, call.text()));
      if (!language.startsWith("en-")) {
        problems.add("an English sentence was given to the voice " + call.parameter("VoiceId"));
      }
    }
    return problems;
  }

  /** Marks may be added or left out at a clause's end. */
  private static String letters(String text) {
    return text.replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
