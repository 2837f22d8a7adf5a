package io.echosphere.simulator.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.echosphere.simulator.hearing.Clip;
import io.echosphere.simulator.hearing.ClipLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoiceTest {
  private static final int RATE = 16_000;
  private static final ClipLibrary CLIPS = ClipLibrary.load();

  private final Voice bare = Voice.withoutSynthesizers(CLIPS);

  @Test
  void theGreetingIsTheBundledClips() {
    double sentences = 0;
    for (Clip clip : CLIPS.agentClips()) {
      sentences += clip.id().startsWith("greeting") ? clip.seconds() : 0;
    }

    short[] whole = bare.speak("こんにちは！エコスフィアです。何かお手伝いできることはありますか？", "ja-JP", RATE);

    // two pauses of 0.25 s between three sentences; up to 60 ms of each clip's edges
    assertThat(seconds(whole, RATE)).isCloseTo(sentences + 0.5, within(0.2));
    assertThat(bare.speak("エコスフィアです。", "ja-JP", RATE).length).isLessThan(whole.length);
  }

  @Test
  void everyLineOfTheScriptIsBundled() throws IOException {
    KnownClauses clauses = new KnownClauses(CLIPS.agentClips());

    List<String> lines = scriptLines();

    assertThat(lines).hasSizeGreaterThan(10);
    assertThat(lines).allSatisfy(line -> assertThat(clauses.find(line)).isPresent());
  }

  @Test
  void aClauseCutAtItsCommaIsKnownAndTheRestFollows() {
    KnownClauses clauses = new KnownClauses(CLIPS.agentClips());
    String first = "Hello,";
    String rest = "I can chat with you in Japanese and in English.";

    short[] whole = clauses.find(first + " " + rest).orElseThrow();
    short[] one = clauses.find(first).orElseThrow();
    short[] other = clauses.find(rest).orElseThrow();

    assertThat(one.length + other.length)
        .isBetween(whole.length - RATE / 2, whole.length + RATE / 10);
  }

  /** A first clause may end before a conjunction or after a topic. */
  @Test
  void aFewWordsInARowAreKnownAndOneOrTwoAreNot() {
    KnownClauses clauses = new KnownClauses(CLIPS.agentClips());

    short[] some = clauses.find("I can chat with you").orElseThrow();
    short[] more = clauses.find("I can chat with you in Japanese").orElseThrow();

    assertThat(seconds(some, RATE)).isBetween(0.5, 2.0);
    assertThat(more.length).isGreaterThan(some.length);
    assertThat(clauses.find("can chat")).isEmpty();
    assertThat(clauses.find("きのこと卵の炒め物は")).isPresent();
  }

  @Test
  void writtenFormDoesNotMatter() {
    KnownClauses clauses = new KnownClauses(CLIPS.agentClips());

    assertThat(clauses.find("  you are VERY welcome! ")).isPresent();
    assertThat(clauses.find("")).isEmpty();
    assertThat(clauses.find("。")).isEmpty();
  }

  @Test
  void anUnknownTextHasANaturalLength() {
    String japanese = "あしたはかようびなのでごみをだします"; // 18 morae
    String english = "The quick brown fox jumps over it today."; // 40 characters

    assertThat(seconds(bare.speak(japanese, "ja-JP", RATE), RATE)).isCloseTo(18 / 7.0, within(0.3));
    assertThat(seconds(bare.speak(english, "en-US", RATE), RATE)).isCloseTo(40 / 14.0, within(0.3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "。", "?", "あ", "A sentence that nobody has recorded yet."})
  void nothingIsEverSilent(String text) {
    for (String language : List.of("ja-JP", "en-US")) {
      short[] bareSpeech = bare.speak(text, language, RATE);
      assertThat(seconds(bareSpeech, RATE)).isGreaterThanOrEqualTo(0.29);
      assertThat(loudest(bareSpeech)).isGreaterThan(5_000);
      // with the synthesizers that this machine happens to have, perhaps none
      assertThat(loudest(Voice.of(CLIPS).speak(text, language, RATE))).isGreaterThan(500);
    }
  }

  @Test
  void noPartOfAVoicedSoundIsSilent() {
    short[] speech = bare.speak("Nobody has recorded this sentence either.", "en-US", RATE);

    int window = RATE / 5;
    for (int at = window; at + 2 * window < speech.length; at += window) {
      short[] part = Arrays.copyOfRange(speech, at, at + window);
      assertThat(loudest(part)).isGreaterThan(1_000);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000, 22_050, 24_000, 48_000})
  void theLengthIsTheSameAtEveryRate(int rate) {
    double atClipRate = seconds(bare.speak("エコスフィアです。", "ja-JP", RATE), RATE);

    assertThat(seconds(bare.speak("エコスフィアです。", "ja-JP", rate), rate))
        .isCloseTo(atClipRate, within(0.001));
  }

  private static List<String> scriptLines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(
            ClipLibrary.class.getResourceAsStream("/io/echosphere/simulator/script.json"))) {
      JsonNode script = new ObjectMapper().readTree(in);
      lines.add(script.path("greeting").path("text").asText());
      script.path("turns").forEach(turn -> lines.add(turn.path("reply").asText()));
      script.path("otherwise").forEach(reply -> lines.add(reply.asText()));
    }
    return lines;
  }

  private static double seconds(short[] samples, int rate) {
    return (double) samples.length / rate;
  }

  private static int loudest(short[] samples) {
    int loudest = 0;
    for (short sample : samples) {
      loudest = Math.max(loudest, Math.abs(sample));
    }
    return loudest;
  }
}
