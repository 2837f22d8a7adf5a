package io.echosphere.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.silero.SileroVoiceActivityDetector;
import io.echosphere.adapter.webrtc.WebRtcNoiseSuppressor;
import io.echosphere.application.hearing.NoEstimator;
import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.simulator.corpus.CorpusClip;
import io.echosphere.simulator.corpus.CorpusClip.Echo;
import io.echosphere.simulator.corpus.Kind;
import io.echosphere.simulator.corpus.NoiseBed;
import io.echosphere.simulator.corpus.Split;
import io.echosphere.simulator.hearing.Clip;
import io.echosphere.simulator.hearing.ClipLibrary;
import io.echosphere.simulator.hearing.HeardWord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sound that nobody means as a turn, or that never ends, through the real hearing stage: noise
 * suppression, Silero, the gate and the turn machine, with the defaults, in virtual time.
 */
class BadSoundTest {
  private static final int RATE = AudioFormat.SPEECH_RATE_HZ;
  private static final long AWAY_MILLIS = 45_000;
  private static final long LIMIT_MILLIS = 300_000;
  private static final String GOES_ON = "それで";

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

  @ParameterizedTest
  @EnumSource(DroneSound.class)
  void aMinuteOfSoundWithoutWordsIsNoTurnAndNoSignOfLife(DroneSound sound) throws Exception {
    var ended = call(clip(sound.name(), sound.samples(60), List.of()), Map.of());

    assertThat(recorded(ended)).isEmpty();
    assertThat(ended.trace()).noneMatch(line -> line.contains("EndSession"));
    assertThat(answers(ended)).isEmpty();
    assertThat(checkIns(ended)).as("asked whether they are there, once").hasSize(1);
    assertThat(checkIns(ended).getFirst().allowedMillis)
        .isBetween(AWAY_MILLIS, AWAY_MILLIS + 20_000);
  }

  @Test
  void inTenMinutesOfSilenceTheCallerIsAskedOnceAndTheSessionCompleted() throws Exception {
    var ended = call(clip("silence", new short[600 * RATE], List.of()), Map.of());

    assertThat(recorded(ended)).isEmpty();
    assertThat(answers(ended)).isEmpty();
    assertThat(checkIns(ended)).hasSize(1);
    assertThat(checkIns(ended).getFirst().allowedMillis)
        .isBetween(AWAY_MILLIS, AWAY_MILLIS + 1_000);
    var last = ended.trace().stream().filter(line -> line.contains("EndSession")).toList();
    assertThat(last).hasSize(1);
    assertThat(last.getFirst()).contains("success=true").contains("the caller was silent");
    assertThat(Long.parseLong(last.getFirst().substring(0, 7).strip()))
        .isBetween(AWAY_MILLIS + LIMIT_MILLIS, AWAY_MILLIS + LIMIT_MILLIS + 2_000);
  }

  /** The turn is forced at the limit; whoever goes on is heard out, and not a word is lost. */
  @Test
  void endlessSpeechIsTakenInTurnsWithoutTalkingOverItLosingOrDoublingAWord() throws Exception {
    short[] samples = endlessVoice(24);
    var words = new ArrayList<HeardWord>();
    for (double at = 0; at + 0.5 <= 24; at += 0.5) {
      words.add(new HeardWord(GOES_ON, at, at + 0.45, true, false));
    }

    var ended = call(clip("endless", samples, words), Map.of("TURN_LIMIT", "10s"));

    long voiceEnd = ended.caller().said().getFirst().voiceEndMillis();
    assertThat(answers(ended).stream().filter(run -> run.firstSoundMillis >= 0))
        .isNotEmpty()
        .allMatch(run -> run.firstSoundMillis >= voiceEnd);
    assertThat(recorded(ended)).hasSizeGreaterThan(1);
    assertThat(String.join("", recorded(ended)).replaceAll("[^" + GOES_ON + "]", ""))
        .isEqualTo(GOES_ON.repeat(words.size()));
  }

  /** What the caller said by the session's records. */
  private static List<String> recorded(VirtualCall.Ended ended) {
    return ended.trace().stream()
        .filter(line -> line.contains("RecordCaller["))
        .map(line -> line.replaceFirst(".*text=", "").replaceFirst(", language=.*", ""))
        .toList();
  }

  /** Replies that were allowed to sound, other than greeting and check-in. */
  private static List<Replies.Run> answers(VirtualCall.Ended ended) {
    return ended.replies().all().stream()
        .filter(run -> run.allowedMillis >= 0 && !run.content.text().equals("はい。"))
        .toList();
  }

  private static List<Replies.Run> checkIns(VirtualCall.Ended ended) {
    return ended.replies().all().stream()
        .skip(1) // the greeting
        .filter(run -> run.allowedMillis >= 0 && run.content.text().equals("はい。"))
        .toList();
  }

  private static VirtualCall.Ended call(CorpusClip clip, Map<String, String> settings)
      throws Exception {
    var wired = Detector.TEXT.wired(settings);
    var suppressor = new WebRtcNoiseSuppressor(wired.suppressor(), false);
    var judges =
        new Judges(suppressor, voice, new NoEstimator(), wired, new Hand(0, Hand.Marks.NONE));
    var quiet = new Scene.Noise(NoiseBed.Type.STREET, 0);
    try (var call = new VirtualCall(new Scene(List.of(clip), null, 0, reply(), quiet), judges)) {
      return call.run();
    }
  }

  private static CorpusClip reply() {
    var reply = library.clip("reply03-3");
    return new CorpusClip(
        reply.id(),
        "ja-JP",
        Split.DEVELOPMENT,
        Kind.REPLY,
        "bundled",
        reply.text(),
        reply.words(),
        List.of(),
        0,
        reply.seconds(),
        Echo.NONE,
        folder.resolve(reply.id() + ".wav"));
  }

  private static CorpusClip clip(String id, short[] samples, List<HeardWord> words)
      throws IOException {
    Path file = folder.resolve("bad-" + id + ".wav");
    var bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    var format = new javax.sound.sampled.AudioFormat(RATE, 16, 1, true, false);
    try (var stream =
        new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, samples.length)) {
      AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
    }
    double seconds = (double) samples.length / RATE;
    return new CorpusClip(
        id,
        "ja-JP",
        Split.DEVELOPMENT,
        Kind.PLAIN,
        "",
        id,
        words,
        List.of(),
        0,
        seconds,
        Echo.NONE,
        file);
  }

  /** Sentences of one voice without a pause between them. */
  private static short[] endlessVoice(int seconds) {
    short[] all = new short[seconds * RATE];
    var ids = List.of("ja-weather", "ja-tokyo", "ja-story", "ja-dinner");
    int at = 0;
    for (int i = 0; at < all.length; i++) {
      Clip clip = library.clip(ids.get(i % ids.size()));
      int from = (int) (clip.words().getFirst().startSeconds() * RATE);
      int to = (int) (clip.words().getLast().endSeconds() * RATE);
      short[] said = Arrays.copyOfRange(clip.samples(), from, to);
      int length = Math.min(said.length, all.length - at);
      System.arraycopy(said, 0, all, at, length);
      at += length;
    }
    return all;
  }
}
