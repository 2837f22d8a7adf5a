package io.echosphere.adapter.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.eventlog.Replay.Ending;
import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.port.out.SessionEventLog.Beginning;
import io.echosphere.domain.conversation.Conversation;
import io.echosphere.domain.conversation.Conversation.Line;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.speech.Transcript;
import io.echosphere.domain.turn.Deadline;
import io.echosphere.domain.turn.EndpointingPolicy;
import io.echosphere.domain.turn.Preemption;
import io.echosphere.domain.turn.ReplyId;
import io.echosphere.domain.turn.TurnDetector;
import io.echosphere.domain.turn.TurnEvent;
import io.echosphere.domain.turn.TurnEvent.Outcome;
import io.echosphere.domain.turn.TurnMachine;
import io.echosphere.domain.turn.TurnSettings;
import io.echosphere.domain.turn.TurnState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever happened in a call, however odd, its log leads to the same decisions again. */
class ReplayPropertiesTest {
  private static Path directory = Path.of("");

  /** One thing that happens, and how long after the last. */
  record Happening(TurnEvent event, long afterMillis) {}

  @BeforeContainer
  static void makeDirectory() throws IOException {
    directory = Files.createTempDirectory("echosphere-replay-");
  }

  @AfterContainer
  static void removeDirectory() throws IOException {
    Files.delete(directory);
  }

  @Property(tries = 500)
  void aLogReplaysToTheSameDecisions(
      @ForAll("conversations") List<Happening> happenings,
      @ForAll("settings") TurnSettings settings)
      throws Exception {
    log(happenings, settings);
    Path file;
    try (var files = Files.list(directory)) {
      file = files.toList().getFirst();
    }
    var result = Replay.of(file);
    Files.delete(file);

    assertThat(result.firstDifference()).isEmpty();
    assertThat(result.steps()).isEqualTo(happenings.size());
    assertThat(result.ending()).isEqualTo(new Ending.Complete());
  }

  private static void log(List<Happening> happenings, TurnSettings settings)
      throws InterruptedException {
    var threads = Thread.ofPlatform().daemon().factory();
    var log = new FileSessionEventLog(directory, "1", new ManualTimers(), threads);
    log.start();
    var machine = new TurnMachine(settings);
    TurnState state = TurnState.opening(Language.JAPANESE);
    long now = 0;
    try (var entries =
        log.open(new Beginning("AJ_1", "room", settings, Language.JAPANESE, machine.opening()))) {
      for (Happening happening : happenings) {
        now += happening.afterMillis();
        var step = machine.next(state, happening.event(), now);
        state = step.state();
        entries.took(happening.event(), now, step);
      }
    }
    assertThat(log.close(Duration.ofSeconds(30))).isTrue();
  }

  @Provide
  Arbitrary<TurnSettings> settings() {
    Arbitrary<TurnDetector> detector = Arbitraries.of(TurnDetector.class);
    Arbitrary<Preemption> preemption = Arbitraries.of(Preemption.class);
    Arbitrary<Long> away = Arbitraries.of(0L, 2_000L);
    return Combinators.combine(
            detector,
            preemption,
            away,
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(1, 5))
        .as(
            (by, drafts, quiet, partials, greets, turns) ->
                new TurnSettings(
                    new EndpointingPolicy(300, 1_500, by),
                    new TurnSettings.Interrupting(500, 2, 400),
                    new TurnSettings.Patience(30_000, 10_000, quiet, 3_000, 60_000),
                    drafts,
                    partials,
                    new Conversation.Budget(turns, 200),
                    greets));
  }

  @Provide
  Arbitrary<List<Happening>> conversations() {
    Arbitrary<TurnEvent> typed = texts().map(TurnEvent.TextReceived::new);
    Arbitrary<TurnEvent> rare =
        Arbitraries.of(
            new TurnEvent.Disconnected("lost", true), new TurnEvent.StopRequested("stop"));
    Arbitrary<TurnEvent> event =
        Arbitraries.frequencyOf(
            Tuple.of(8, simple()),
            Tuple.of(8, transcripts()),
            Tuple.of(6, deadlines()),
            Tuple.of(7, replies()),
            Tuple.of(2, typed),
            Tuple.of(1, rare));
    return Combinators.combine(event, Arbitraries.longs().between(0, 1_200))
        .as(Happening::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60)
        .map(ReplayPropertiesTest::joinedFirst);
  }

  private static List<Happening> joinedFirst(List<Happening> happenings) {
    var joined = new ArrayList<>(happenings);
    joined.addFirst(new Happening(new TurnEvent.CallerJoined(), 0));
    if (happenings.size() % 2 == 0) {
      var earlier = List.of(new Line(Role.USER, "昔々"), new Line(Role.ASSISTANT, "はい"));
      joined.addFirst(new Happening(new TurnEvent.SessionResumed(earlier, 3, Language.ENGLISH), 0));
    }
    return joined;
  }

  private static Arbitrary<TurnEvent> simple() {
    Arbitrary<Long> pause = Arbitraries.longs().between(1, 9);
    Arbitrary<TurnEvent> plain =
        Arbitraries.of(
            new TurnEvent.CallerJoined(),
            new TurnEvent.CallerLeft(),
            new TurnEvent.SpeechStarted(),
            new TurnEvent.SessionResumed(
                List.of(new Line(Role.USER, "天気は？"), new Line(Role.ASSISTANT, "晴れです。")),
                7,
                Language.ENGLISH),
            new TurnEvent.CallerMuted(true),
            new TurnEvent.OwnVoiceHeard(),
            new TurnEvent.VoiceSuspected(true),
            new TurnEvent.VoiceSuspected(false),
            new TurnEvent.TranscriptionFailed("stt"));
    Arbitrary<TurnEvent> ended =
        Combinators.combine(Arbitraries.longs().between(0, 40_000), pause)
            .as(TurnEvent.SpeechEnded::new);
    Arbitrary<TurnEvent> estimated =
        Combinators.combine(pause, Arbitraries.of(0.0, 1.0 / 3, 0.9, Double.NaN))
            .as(TurnEvent.EndOfTurnEstimated::new);
    Arbitrary<TurnEvent> withdrawn =
        Arbitraries.of("s1", "s2", "s3").set().map(TurnEvent.TranscriptWithdrawn::new);
    return Arbitraries.oneOf(plain, ended, estimated, withdrawn);
  }

  /** Usual words, and any UTF-16 at all. */
  private static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.of("", "はい", "うん、はい。", "待って", "天気は？", "昔々", "Stop it.", "えーと"),
        Arbitraries.strings().all().ofMaxLength(12));
  }

  private static Arbitrary<TurnEvent> transcripts() {
    return Combinators.combine(
            Arbitraries.of("s1", "s2", "s3", "s4"),
            texts(),
            Arbitraries.of(true, false),
            Arbitraries.of(Language.JAPANESE, Language.ENGLISH))
        .as(
            (segment, text, isFinal, language) ->
                new TurnEvent.TranscriptHeard(
                    new Transcript(segment, text, text.length() / 2, isFinal, language)));
  }

  private static Arbitrary<TurnEvent> replies() {
    Arbitrary<ReplyId> reply = Arbitraries.longs().between(1, 40).map(ReplyId::new);
    Arbitrary<TurnEvent> ended =
        Combinators.combine(reply, Arbitraries.of(Outcome.class), texts())
            .as((id, outcome, heard) -> new TurnEvent.ReplyEnded(id, outcome, heard, 1, "tts"));
    Arbitrary<TurnEvent> voiced =
        Combinators.combine(reply, texts()).as(TurnEvent.ClauseVoiced::new);
    Arbitrary<TurnEvent> finished =
        Combinators.combine(reply, texts())
            .as((id, heard) -> new TurnEvent.ClauseFinished(id, heard, 2));
    return Arbitraries.oneOf(ended, voiced, finished);
  }

  private static Arbitrary<TurnEvent> deadlines() {
    Arbitrary<Long> mark = Arbitraries.longs().between(1, 40);
    return Arbitraries.oneOf(
            mark.map(Deadline.WordsSettled::new),
            mark.map(Deadline.TurnEnds::new),
            mark.map(Deadline.InterruptionCounts::new),
            mark.map(Deadline.ReplyResumes::new),
            mark.map(Deadline.CallerReturns::new),
            mark.map(Deadline.CallerQuiet::new),
            Arbitraries.longs().between(0, 40_000).map(Deadline.TurnTooLong::new),
            mark.map(ReplyId::new).map(Deadline.ReplyExpected::new),
            Arbitraries.of(new Deadline.CallerExpected(), new Deadline.SessionCloses()))
        .map(TurnEvent.DeadlinePassed::new);
  }
}
