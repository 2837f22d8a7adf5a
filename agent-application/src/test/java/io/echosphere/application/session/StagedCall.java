package io.echosphere.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.hearing.Ears;
import io.echosphere.application.hearing.Finalizing;
import io.echosphere.application.hearing.Hearing;
import io.echosphere.application.hearing.NoEstimator;
import io.echosphere.application.hearing.Transcription;
import io.echosphere.application.port.in.AgentJobs.Job;
import io.echosphere.application.port.in.AgentJobs.JobRoom;
import io.echosphere.application.port.in.AgentJobs.Report;
import io.echosphere.application.port.out.Decimator;
import io.echosphere.application.port.out.InMemorySessionEventLog;
import io.echosphere.application.port.out.ManualFrameClock;
import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.port.out.RecordingTelemetry;
import io.echosphere.application.port.out.Room;
import io.echosphere.application.port.out.Room.Speaker;
import io.echosphere.application.port.out.RoomConnector;
import io.echosphere.application.port.out.RoomListener;
import io.echosphere.application.port.out.RoomListener.Caller;
import io.echosphere.application.port.out.ScriptedLanguageModel;
import io.echosphere.application.port.out.ScriptedSpeechToText;
import io.echosphere.application.port.out.ScriptedTextToSpeech;
import io.echosphere.application.port.out.ScriptedVoiceActivityDetector;
import io.echosphere.application.port.out.SequentialIds;
import io.echosphere.application.recording.Fact;
import io.echosphere.application.recovery.ScriptedCustody;
import io.echosphere.application.speaking.CannedSpeech;
import io.echosphere.application.speaking.Filler;
import io.echosphere.application.speaking.Mouth;
import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.domain.conversation.Conversation;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.speech.SpeechGate;
import io.echosphere.domain.turn.AgentState;
import io.echosphere.domain.turn.EndpointingPolicy;
import io.echosphere.domain.turn.Preemption;
import io.echosphere.domain.turn.TurnEvent;
import io.echosphere.domain.turn.TurnSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whole calls on fakes: the engine's real threads, a room, a model and voices that a test drives.
 * The mouth beats while the test waits; time moves only when the test says so.
 */
final class StagedCall implements AutoCloseable {
  static final String GREETING = "こんにちは！";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final TurnSettings.Patience PATIENCE =
      new TurnSettings.Patience(30_000, 5_000, 0, 0, 60_000);

  final ManualTimers timers = new ManualTimers();
  final ManualFrameClock clock = new ManualFrameClock();
  final ScriptedSpeechToText recogniser = new ScriptedSpeechToText();
  final ScriptedLanguageModel model = new ScriptedLanguageModel();
  final ScriptedTextToSpeech voice = new ScriptedTextToSpeech();
  final RecordingTelemetry telemetry = new RecordingTelemetry();
  final List<Fact> facts = new CopyOnWriteArrayList<>();
  final InMemorySessionEventLog eventLog = new InMemorySessionEventLog();
  final ScriptedCustody custody = new ScriptedCustody();
  final Rooms rooms = new Rooms();
  final CannedSpeech canned;
  final Admission admission = new Admission();
  final Calls calls;
  private final Ears ears;
  private final Mouth mouth;

  StagedCall() {
    this(GREETING, 4);
  }

  StagedCall(String greeting, int maxCalls) {
    this(greeting, maxCalls, Filler.OFF);
  }

  StagedCall(TurnSettings.Patience patience) {
    this(GREETING, 4, Filler.OFF, patience);
  }

  StagedCall(String greeting, int maxCalls, Filler filler) {
    this(greeting, maxCalls, filler, PATIENCE);
  }

  private StagedCall(String greeting, int maxCalls, Filler filler, TurnSettings.Patience patience) {
    canned = new CannedSpeech(voice, filler);
    ears =
        new Ears(
            new Hearing.Parts(
                Decimator::new,
                ScriptedVoiceActivityDetector.byLoudness(),
                new NoEstimator(),
                recogniser,
                new SpeechGate.Settings(0.5f, 64, 192),
                new Transcription.Settings(Finalizing.STABLE, 1_000),
                timers,
                telemetry),
            1);
    mouth = new Mouth(clock, telemetry);
    var turns =
        new TurnSettings(
            new EndpointingPolicy(300, 1_500),
            new TurnSettings.Interrupting(500, 0, 400),
            patience,
            Preemption.FULL,
            true,
            new Conversation.Budget(40, 6_000),
            !greeting.isEmpty());
    calls =
        new Calls(
            new CallParts(
                rooms,
                ears,
                mouth,
                model,
                voice,
                canned,
                facts::add,
                custody,
                eventLog,
                new SequentialIds(),
                timers,
                telemetry),
            new CallSettings(turns, Language.JAPANESE, greeting, "Be brief.", 256),
            maxCalls,
            admission);
  }

  /** Starts a job and lets its caller come; returns their room. */
  FakeRoom answeredCall(String job) {
    var room = startedCall(job);
    room.listener.callerJoined(new Caller("caller-" + job, "", Map.of()));
    return room;
  }

  /** A call whose greeting has been heard. */
  FakeRoom greetedCall(String job) {
    var room = answeredCall(job);
    until(() -> room.states.contains(AgentState.LISTENING));
    return room;
  }

  static Job job(String id, JobRoom room) {
    return new Job(id, room, "ws://x", "token", "");
  }

  FakeRoom startedCall(String job) {
    var report = new RecordedReport();
    rooms.reports.add(report);
    calls.start(job(job, new JobRoom("room-" + job, "RM_1", false)), report);
    until(() -> rooms.opened.stream().anyMatch(room -> room.name.equals("room-" + job)));
    var opened = rooms.opened.stream().filter(room -> room.name.equals("room-" + job)).findFirst();
    var room = opened.orElseThrow();
    room.report = report;
    report.room = room;
    return room;
  }

  /** Beats the mouth until something is so; fails after some seconds. */
  void until(BooleanSupplier holds) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      clock.beat(1);
      LockSupport.parkNanos(100_000);
    }
  }

  void pass(long millis) {
    timers.advance(Duration.ofMillis(millis));
  }

  /** Lets a little time pass; for {@link #until}, as what is to happen after all else. */
  boolean passes() {
    pass(20);
    return false;
  }

  /** A turn of the caller's: voice, words, silence, and the time it takes to be sure. */
  void says(FakeRoom room, String words) {
    int heard = samples();
    long begun = taken(room, TurnEvent.SpeechStarted.class);
    pass(2_000);
    room.voice(20);
    until(() -> samples() >= heard + 20 * AudioFormat.SPEECH_FRAME);
    until(
        () ->
            taken(room, TurnEvent.SpeechStarted.class)
                > begun); // words that come first are answered before the rest
    recogniser.last().heard(words);
    room.silence(30);
    until(() -> samples() >= heard + 50 * AudioFormat.SPEECH_FRAME);
    until(() -> room.said(Room.Speaker.CALLER).contains(words) || passes());
  }

  /** How many events of a kind the call's engine has taken. */
  long taken(FakeRoom room, Class<? extends TurnEvent> kind) {
    return eventLog.of(room.name.replaceFirst("room-", "")).stream()
        .flatMap(log -> log.taken().stream())
        .filter(taken -> kind.isInstance(taken.event()))
        .count();
  }

  /** How much the newest stream of the recogniser has been given. */
  int samples() {
    return recogniser.streams().isEmpty() ? 0 : recogniser.last().samples().length;
  }

  /** What was told of messages, each as often as it was. */
  List<Fact.MessageAdded> told() {
    return ToldMessages.of(facts);
  }

  /** The messages that were told to their end, as they stand in the database. */
  List<Message> messages() {
    return ToldMessages.whole(facts, eventLog);
  }

  /** Waits until a reply has been heard to its end, shown and stored. */
  void untilSaid(FakeRoom room, String reply) {
    until(
        () ->
            room.said(Speaker.AGENT).contains(reply)
                && messages().stream().anyMatch(message -> message.content().equals(reply)));
  }

  List<Session> sessions() {
    return facts.stream()
        .filter(Fact.SessionUpdated.class::isInstance)
        .map(fact -> ((Fact.SessionUpdated) fact).session())
        .toList();
  }

  @Override
  public void close() {
    rooms.opened.forEach(room -> room.listener.disconnected("the test is over"));
    until(() -> calls.running() == 0);
    mouth.close();
    ears.close();
  }

  /** Opens fake rooms, or refuses to. */
  static final class Rooms implements RoomConnector {
    final List<FakeRoom> opened = new CopyOnWriteArrayList<>();
    final List<RecordedReport> reports = new CopyOnWriteArrayList<>();
    volatile boolean refusing;
    volatile boolean broken;

    @Override
    public Room join(Ticket ticket, RoomListener listener) throws RoomUnavailable {
      if (refusing) {
        throw new RoomUnavailable("the room is closed");
      }
      if (broken) {
        throw new IllegalStateException("a bug in the room");
      }
      var room = new FakeRoom(ticket.roomName(), listener);
      opened.add(room);
      return room;
    }
  }

  /** What LiveKit is told of a job. */
  static final class RecordedReport implements Report {
    volatile boolean running;
    volatile @Nullable String ended;
    volatile boolean success;
    volatile boolean toldFromTheRoom;
    volatile @Nullable FakeRoom room;

    @Override
    public void running() {
      running = true;
    }

    @Override
    public void ended(boolean success, String detail) {
      assertThat(ended).isNull();
      var left = room;
      toldFromTheRoom = left != null && !left.closed;
      this.success = success;
      ended = detail;
    }
  }

  /** A room that a test looks into and whose caller it is. */
  static final class FakeRoom implements Room {
    final String name;
    final RoomListener listener;
    final List<AgentState> states = new CopyOnWriteArrayList<>();
    final List<Transcription> transcriptions = new CopyOnWriteArrayList<>();
    volatile long voicedFrames;
    volatile boolean silentNow = true;
    volatile boolean closed;
    volatile boolean brokenTrack;
    RecordedReport report = new RecordedReport();

    FakeRoom(String name, RoomListener listener) {
      this.name = name;
      this.listener = listener;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by the mouth alone
    public void play(short[] frame) {
      if (brokenTrack) {
        throw new IllegalStateException("a bug in the track");
      }
      silentNow = true;
      for (short sample : frame) {
        silentNow &= sample == 0;
      }
      voicedFrames += silentNow ? 0 : 1;
    }

    @Override
    public void publish(AgentState state) {
      states.add(state);
    }

    @Override
    public void publish(Transcription transcription) {
      transcriptions.add(transcription);
    }

    @Override
    public AgentTranscript transcribe(String segment, String language) {
      return new AgentTranscript() {
        private String text = "";

        @Override
        public void append(String words) {
          text += words;
          show(false);
        }

        @Override
        public void close(boolean interrupted) {
          if (!text.isEmpty()) {
            show(true);
          }
        }

        private void show(boolean isFinal) {
          publish(new Transcription(Speaker.AGENT, segment, text, language, isFinal));
        }
      };
    }

    @Override
    public void close() {
      closed = true;
    }

    List<String> said(Speaker speaker) {
      return transcriptions.stream()
          .filter(said -> said.speaker() == speaker && said.isFinal())
          .map(Transcription::text)
          .toList();
    }

    /** The caller's microphone sends voice. */
    void voice(int frames) {
      feed(frames, (short) 8_000);
    }

    /** The caller's microphone sends silence. */
    void silence(int frames) {
      feed(frames, (short) 0);
    }

    private void feed(int frames, short level) {
      var frame = new short[AudioFormat.ROOM_FRAME];
      Arrays.fill(frame, level);
      for (int i = 0; i < frames; i++) {
        listener.callerAudio(frame);
      }
    }
  }
}
