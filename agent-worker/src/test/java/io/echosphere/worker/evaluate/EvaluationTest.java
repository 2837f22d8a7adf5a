package io.echosphere.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.silero.SileroVoiceActivityDetector;
import io.echosphere.adapter.webrtc.WebRtcNoiseSuppressor;
import io.echosphere.application.hearing.NoEstimator;
import io.echosphere.simulator.corpus.CorpusClip;
import io.echosphere.simulator.corpus.CorpusClip.Echo;
import io.echosphere.simulator.corpus.Kind;
import io.echosphere.simulator.corpus.NoiseBed;
import io.echosphere.simulator.corpus.Split;
import io.echosphere.simulator.hearing.Clip;
import io.echosphere.simulator.hearing.ClipLibrary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The evaluation itself, on the few clips that the simulator brings: that it hears, answers,
 * measures and stays the same. How good turn-taking is, the whole corpus says.
 */
class EvaluationTest {
  private static final Scene.Noise QUIET = new Scene.Noise(NoiseBed.Type.STREET, 0);

  @TempDir private static Path folder;

  private static ClipLibrary library;
  private static SileroVoiceActivityDetector voice;

  @BeforeAll
  static void load() throws Exception {
    library = ClipLibrary.load();
    library.exportTo(folder);
    voice = SileroVoiceActivityDetector.load();
  }

  @AfterAll
  static void free() {
    voice.close();
  }

  @Test
  void turnsAreAnsweredAfterTheirVoiceAndStoredAsTheyWereHeard() throws Exception {
    var verdicts =
        judge(turns(clip("ja-weather", Kind.PLAIN), clip("ja-dinner", Kind.PLAIN)), perfect());

    assertThat(verdicts.turns()).hasSize(2);
    assertThat(verdicts.turns())
        .allSatisfy(
            turn -> {
              assertThat(turn.isCutIn()).isFalse();
              assertThat(turn.isMissed()).isFalse();
              assertThat(turn.delay().orElseThrow()).isPositive();
            });
    assertThat(verdicts.stored()).hasSize(2).allMatch(Verdicts.Stored::isRight);
  }

  @Test
  void aRealInterruptionEndsTheReplyWhereItWasHeard() throws Exception {
    var verdicts = judge(over(clip("ja-stop", Kind.BARGE_IN)), perfect());

    assertThat(verdicts.interruptions()).hasSize(1);
    var interruption = verdicts.interruptions().getFirst();
    assertThat(interruption.completed()).isFalse();
    assertThat(interruption.stopAfter().orElseThrow()).isBetween(0L, 1_000L);
    assertThat(verdicts.stored()).isNotEmpty().allMatch(Verdicts.Stored::isRight);
    assertThat(verdicts.stored().getFirst().stored()).hasSizeGreaterThan(3);
  }

  @Test
  void noiseDoesNotEndTheReply() throws Exception {
    var verdicts = judge(over(clip("noise-cough", Kind.SOUND)), perfect());

    assertThat(verdicts.interruptions()).hasSize(1);
    assertThat(verdicts.interruptions().getFirst().completed()).isTrue();
  }

  @Test
  void theAgentComesBackByTheCallersMicrophone() throws Exception {
    assertThat(heardDuringReply(judge(over(echo(-6)), perfect()))).isPositive();
    assertThat(heardDuringReply(judge(over(echo(-90)), perfect()))).isZero();
  }

  @Test
  void theSameCallAlwaysGoesTheSameWay() throws Exception {
    var scene =
        new Scene(
            List.of(clip("en-hello", Kind.PLAIN), clip("en-learn", Kind.PLAIN)),
            null,
            0,
            clip("reply10-1", Kind.REPLY),
            new Scene.Noise(NoiseBed.Type.CROWD, 10));
    var hand = new Hand(0.05, Hand.Marks.GUESSED);

    assertThat(judge(scene, hand).trace()).isEqualTo(judge(scene, hand).trace());
  }

  /**
   * Voice, known as the agent's or not, once the answer sounds; the caller has said all by then.
   */
  private static long heardDuringReply(Verdicts verdicts) {
    return verdicts.trace().stream()
        .dropWhile(line -> !line.contains("ClauseVoiced") || !line.contains("するとその夜"))
        .filter(line -> line.contains("SpeechStarted") || line.contains("OwnVoiceHeard"))
        .count();
  }

  private static CorpusClip echo(int decibels) {
    var way = new Echo(200, decibels);
    return new CorpusClip(
        "echo",
        "ja-JP",
        Split.DEVELOPMENT,
        Kind.ECHO,
        "",
        "",
        List.of(),
        List.of(),
        0,
        0,
        way,
        folder);
  }

  private static Hand perfect() {
    return new Hand(0, Hand.Marks.LABELS);
  }

  private static Verdicts judge(Scene scene, Hand hand) throws Exception {
    var wired = Detector.TEXT.wired(Map.of());
    var suppressor = new WebRtcNoiseSuppressor(wired.suppressor(), false);
    var judges = new Judges(suppressor, voice, new NoEstimator(), wired, hand);
    try (var call = new VirtualCall(scene, judges)) {
      return Verdicts.of(call.run());
    }
  }

  private static Scene turns(CorpusClip... clips) {
    return scene(List.of(clips), null);
  }

  private static Scene over(CorpusClip sound) {
    return scene(List.of(clip("ja-story", Kind.PROMPT)), sound);
  }

  private static Scene scene(List<CorpusClip> turns, @Nullable CorpusClip sound) {
    return new Scene(turns, sound, 1_500, clip("reply03-3", Kind.REPLY), QUIET);
  }

  private static CorpusClip clip(String id, Kind kind) {
    Clip clip = library.clip(id);
    double start = clip.words().isEmpty() ? 0 : clip.words().getFirst().startSeconds();
    double end = clip.words().isEmpty() ? clip.seconds() : clip.words().getLast().endSeconds();
    return new CorpusClip(
        id,
        clip.language().isEmpty() ? "ja-JP" : clip.language(),
        Split.DEVELOPMENT,
        kind,
        "bundled",
        clip.text(),
        clip.words(),
        List.of(),
        start,
        end,
        Echo.NONE,
        folder.resolve(id + ".wav"));
  }
}
