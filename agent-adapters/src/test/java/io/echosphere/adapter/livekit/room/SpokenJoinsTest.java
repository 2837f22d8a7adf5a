package io.echosphere.adapter.livekit.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.time.SystemFrameClock;
import io.echosphere.adapter.time.SystemTimers;
import io.echosphere.application.port.out.RecordingTelemetry;
import io.echosphere.application.port.out.Room;
import io.echosphere.application.port.out.ScriptedLanguageModel;
import io.echosphere.application.port.out.TextToSpeech;
import io.echosphere.application.session.Mailbox;
import io.echosphere.application.speaking.Audience;
import io.echosphere.application.speaking.CannedSpeech;
import io.echosphere.application.speaking.Mouth;
import io.echosphere.application.speaking.Speaking;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.turn.ReplyId;
import io.echosphere.simulator.stack.LiveKitServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A reply of several clauses as a caller receives it: through the speaking stage, the mouth, Opus
 * and a real livekit-server. The Japanese voice pads its clauses with silence, the English one is
 * the worst there could be: it begins and ends at full swing, and is 10 dB softer.
 */
class SpokenJoinsTest {
  private static final double HERTZ = 400;
  private static final int RATE = 48_000;
  private static final int CLAUSE_MS = 600;
  private static final int LOUD = 12_000;
  private static final int SOFT = 3_800;

  /** Where a frame of 10 ms counts as voice. */
  private static final double VOICED_RMS = 300;

  @Test
  void clausesJoinWithoutClicksOrGapsAndEquallyLoud() throws Exception {
    var heard = new Heard();
    try (var server = LiveKitServer.start(LiveKitServer.Settings.manyRooms());
        var timers = new SystemTimers();
        Room room = new AgentSide(1_000).join(server, "joins");
        var mouth = new Mouth(new SystemFrameClock(), new RecordingTelemetry());
        CallerConnection call =
            CallerConnection.join(server.url(), Tokens.caller(server, "joins", "ada"), heard)) {
      var voice = mouth.open(new Audience(), room::play, _ -> {});
      var canned = new CannedSpeech(new HardVoice());
      var mailbox = new Mailbox(timers);
      var parts =
          new Speaking.Parts(
              new ScriptedLanguageModel(),
              new HardVoice(),
              canned,
              true,
              timers,
              mailbox,
              new RecordingTelemetry().call("job", "joins"),
              (segment, language) -> room.transcribe(segment, language.tag()));
      try (var speaking = new Speaking(parts, voice)) {
        canned.prepare("日本語です。", Language.JAPANESE);
        canned.prepare("English it is.", Language.ENGLISH);
        heard.awaitSilence();
        var id = new ReplyId(1);
        speaking.say(id, "一つ目の文です。And a second one. 三つ目の文です。And the last one.", Language.JAPANESE);
        speaking.letSpeak(id);
        heard.awaitVoice(4 * CLAUSE_MS + 3 * 250);
      }
      assertThat(call).isNotNull();
    }

    List<Run> runs = heard.runs();
    assertThat(runs).as("clauses").hasSize(4);
    for (int i = 0; i < runs.size(); i++) {
      assertThat(runs.get(i).millis()).as("clause %d", i).isBetween(CLAUSE_MS - 30, CLAUSE_MS + 60);
      assertThat(runs.get(i).dbfs() - runs.getFirst().dbfs())
          .as("level %d", i)
          .isBetween(-2.0, 2.0);
      if (i > 0) {
        int pause = (runs.get(i).from() - runs.get(i - 1).to()) * 10;
        assertThat(pause).as("pause before clause %d", i).isBetween(200, 300);
      }
    }
    // A cut at full swing gives several thousand here, a fade of 5 ms a few hundred.
    assertThat(heard.sharpest()).as("sharpest bend of the wave").isLessThan(1_200);
  }

  private record Run(int from, int to, double dbfs) {
    int millis() {
      return (to - from) * 10;
    }
  }

  /** Keeps what the caller hears, frame by frame. Owned by the native thread until it is over. */
  private static final class Heard implements CallerListener {
    private final List<short[]> frames = new ArrayList<>();
    private final CountDownLatch connected = new CountDownLatch(100);
    private Optional<CountDownLatch> wanted = Optional.empty();

    @Override
    public void agentAudio(short[] samples) {
      connected.countDown();
      synchronized (this) {
        frames.add(samples.clone());
        wanted.ifPresent(CountDownLatch::countDown);
      }
    }

    /** A second of sound arrives, all of it silence. */
    void awaitSilence() throws InterruptedException {
      assertThat(connected.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Waits for so much sound, and for what follows it. */
    void awaitVoice(int millis) throws InterruptedException {
      var latch = new CountDownLatch(millis / 10 + 150);
      synchronized (this) {
        wanted = Optional.of(latch);
      }
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Voice in a row, as numbers of frames; up to 30 ms below the threshold are part of it. */
    synchronized List<Run> runs() {
      var runs = new ArrayList<Run>();
      int from = -1;
      int last = -1;
      for (int i = 0; i < frames.size(); i++) {
        if (rms(frames.get(i)) > VOICED_RMS) {
          if (from >= 0 && i - last > 3) {
            runs.add(run(from, last + 1));
            from = i;
          }
          from = from < 0 ? i : from;
          last = i;
        }
      }
      if (from >= 0) {
        runs.add(run(from, last + 1));
      }
      return runs;
    }

    private Run run(int from, int to) {
      double power = 0;
      for (int i = from + 5; i < to - 5; i++) {
        power += Math.pow(rms(frames.get(i)), 2);
      }
      return new Run(from, to, 10 * Math.log10(power / (to - from - 10) / (32_767.0 * 32_767)));
    }

    /** The greatest second difference, over 1 ms, within 60 ms of where voice begins or ends. */
    synchronized int sharpest() {
      int sharpest = 0;
      for (Run run : runs()) {
        for (int edge : new int[] {run.from(), run.to()}) {
          for (int i = Math.max(0, edge - 3); i < Math.min(frames.size(), edge + 3); i++) {
            sharpest = Math.max(sharpest, sharpest(frames.get(i)));
          }
        }
      }
      return sharpest;
    }

    private static int sharpest(short[] frame) {
      int step = RATE / 16_000;
      int sharpest = 0;
      for (int i = 2 * step; i < frame.length; i++) {
        sharpest =
            Math.max(sharpest, Math.abs(frame[i] - 2 * frame[i - step] + frame[i - 2 * step]));
      }
      return sharpest;
    }

    private static double rms(short[] frame) {
      double power = 0;
      for (short sample : frame) {
        power += (double) sample * sample;
      }
      return Math.sqrt(power / frame.length);
    }
  }

  /** A tone: loud, padded and rounded in Japanese; soft, bare and cut at its crest in English. */
  private static final class HardVoice implements TextToSpeech {
    private static final int ROUNDING = 320;

    @Override
    public Synthesis synthesize(Utterance utterance, Listener listener) {
      short[] sound = utterance.language().isEnglish() ? bare() : padded(utterance.text().length());
      for (int at = 0; at < sound.length; at += 4_000) {
        listener.audio(Arrays.copyOfRange(sound, at, Math.min(sound.length, at + 4_000)));
      }
      listener.finished();
      return Synthesis.NONE;
    }

    private static short[] bare() {
      var sound = new short[16 * CLAUSE_MS];
      for (int i = 0; i < sound.length; i++) {
        sound[i] = (short) (SOFT * wave(i));
      }
      return sound;
    }

    private static short[] padded(int textLength) {
      int padding = 16 * (40 + 10 * (textLength % 7));
      int length = 16 * CLAUSE_MS;
      var sound = new short[padding + length + padding];
      for (int i = 0; i < length; i++) {
        double edge = Math.min(1, (double) Math.min(i, length - i) / ROUNDING);
        sound[padding + i] = (short) (LOUD * edge * wave(i));
      }
      return sound;
    }

    private static double wave(int sample) {
      return Math.cos(2 * Math.PI * HERTZ * sample / 16_000);
    }
  }
}
