package io.echosphere.worker.wiring;

import io.echosphere.adapter.aws.AwsClients;
import io.echosphere.adapter.eventlog.FileSessionEventLog;
import io.echosphere.adapter.livekit.room.LiveKitRoomConnector;
import io.echosphere.adapter.onnx.ModelUnavailable;
import io.echosphere.adapter.postgres.DatabaseUnavailable;
import io.echosphere.adapter.postgres.UuidV7Ids;
import io.echosphere.adapter.silero.SileroVoiceActivityDetector;
import io.echosphere.adapter.smartturn.SmartTurnEstimator;
import io.echosphere.adapter.telemetry.TelemetryHandle;
import io.echosphere.adapter.time.SystemFrameClock;
import io.echosphere.adapter.time.SystemTimers;
import io.echosphere.adapter.webrtc.WebRtc;
import io.echosphere.adapter.webrtc.WebRtcNoiseSuppressor;
import io.echosphere.application.cost.DailyCost;
import io.echosphere.application.health.Steadiness;
import io.echosphere.application.health.WatchedClock;
import io.echosphere.application.hearing.Ears;
import io.echosphere.application.hearing.Finalizing;
import io.echosphere.application.hearing.Hearing;
import io.echosphere.application.hearing.NoEstimator;
import io.echosphere.application.hearing.Transcription;
import io.echosphere.application.port.out.EndOfTurnEstimator;
import io.echosphere.application.port.out.FrameClock;
import io.echosphere.application.port.out.RoomControl;
import io.echosphere.application.port.out.SessionEventLog;
import io.echosphere.application.port.out.Telemetry;
import io.echosphere.application.port.out.Timers;
import io.echosphere.application.recovery.Custody;
import io.echosphere.application.session.Admission;
import io.echosphere.application.session.CallParts;
import io.echosphere.application.session.CallSettings;
import io.echosphere.application.session.Calls;
import io.echosphere.application.speaking.CannedSpeech;
import io.echosphere.application.speaking.Filler;
import io.echosphere.application.speaking.Mouth;
import io.echosphere.domain.conversation.Conversation;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.speech.SpeechGate;
import io.echosphere.domain.turn.EndpointingPolicy;
import io.echosphere.domain.turn.TurnDetector;
import io.echosphere.domain.turn.TurnSettings;
import io.echosphere.worker.config.HearingConfig;
import io.echosphere.worker.config.TurnConfig.VadConfig;
import io.echosphere.worker.config.WorkerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * The composition root: every port meets its adapter here, and nowhere else. What loads native code
 * or waits for the network begins side by side, because together they would take longer than a
 * worker may take to be ready.
 */
final class Parts {
  /** Two callers' sound a core is far below what one ear can take; see docs/performance.md. */
  private static final int EARS =
      Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));

  /** How long a held reply waits for words once the sound is over. */
  private static final int RESUME_AFTER_MILLIS = 250;

  /** Far more than a call needs; tokens bound the history first. */
  private static final int MAX_TURNS = 200;

  private final SystemTimers timers;
  private final TelemetryHandle telemetry;
  private final Aws aws;
  private final Storage storage;
  private final DailyCost cost;
  private final Optional<Recovering> recovering;
  private final Optional<FileSessionEventLog> sessionEvents;
  private final Map<String, BooleanSupplier> models;
  private final Ears ears;
  private final Mouth mouth;
  private final Admission admission = new Admission();
  private final Calls calls;
  private final Rooms rooms;
  private final UUID worker;

  private Parts(WorkerConfig config, Loaded loaded) throws InterruptedException {
    timers = loaded.timers();
    worker = loaded.worker();
    telemetry = loaded.observing().telemetry();
    storage = loaded.storage();
    cost = loaded.observing().keepCost(storage, worker);
    admission.refuseWhile("daily-cost", cost::refusal);
    models = models(loaded);
    var control = Rooms.control(config.livekit(), timers);
    recovering = storage.database().map(it -> Recovering.of(config, it, worker, control, timers));
    var custody = recovering.map(it -> it.recovery().custody()).orElse(Custody.NONE);
    sessionEvents = config.telemetry().sessionEvents().map(to -> sessionEvents(to, timers));
    Telemetry report = telemetry.telemetry();
    aws = new Aws(loaded.aws(), config.aws(), config.speech(), timers, report);
    aws.speakAgainst(admission);
    var hearing =
        new Hearing.Parts(
            new WebRtcNoiseSuppressor(level(config), config.speech().hearing().echoCancellation()),
            loaded.silero(),
            loaded.endOfTurn(),
            aws.hearing(),
            gate(config.turn().vad()),
            finalizing(config.speech().hearing()),
            timers,
            report);
    ears = new Ears(hearing, EARS);
    var steadiness = config.limits().health().stutterMillis().map(Steadiness::new);
    steadiness.ifPresent(it -> admission.refuseWhile("stutter", it::reason));
    mouth = new Mouth(clock(steadiness), report);
    var filler = new Filler(config.speech().speaking().fillerAfter());
    var canned = new CannedSpeech(aws.speaking(), filler);
    var settings = callSettings(config);
    var parts =
        new CallParts(
            new LiveKitRoomConnector(
                loaded.webRtc(), timers::now, config.livekit().reconnecting(), report),
            ears,
            mouth,
            aws.thinking(),
            aws.speaking(),
            canned,
            storage.recorder()::record,
            custody,
            sessionEvents.<SessionEventLog>map(log -> log).orElse(SessionEventLog.NONE),
            new UuidV7Ids(),
            timers,
            report);
    calls = new Calls(parts, settings, maxCalls(config), admission);
    rooms = Rooms.of(control, calls, custody, timers);
    prepare(canned, settings, filler);
    recovering.ifPresent(it -> it.recovery().start());
  }

  private record Loaded(
      UUID worker,
      SystemTimers timers,
      Observing observing,
      AwsClients aws,
      Storage storage,
      SileroVoiceActivityDetector silero,
      EndOfTurnEstimator endOfTurn,
      WebRtc webRtc) {}

  /** Loads everything; throws what is missing, in words for the operator. */
  static Parts begin(WorkerConfig config)
      throws DatabaseUnavailable, ModelUnavailable, InterruptedException {
    var timers = new SystemTimers();
    UUID worker = new UuidV7Ids().next();
    var webRtc = new Loading<>("webrtc", WebRtc::load);
    var silero = new Loading<>("silero", SileroVoiceActivityDetector::load);
    var endOfTurn = new Loading<>("smart-turn", () -> endOfTurn(config.turn().detector()));
    var observing = Observing.begin(config, timers);
    var storage =
        new Loading<>(
            "storage",
            () ->
                Storage.open(
                    config.database(), config.journal(), worker, timers, observing::statement));
    var aws = Aws.clients(config.aws(), observing::awsSpans);
    var loaded =
        new Loaded(
            worker,
            timers,
            observing,
            aws,
            storage.get(DatabaseUnavailable.class),
            silero.get(ModelUnavailable.class),
            endOfTurn.get(ModelUnavailable.class),
            webRtc.get());
    return new Parts(config, loaded);
  }

  Calls calls() {
    return calls;
  }

  /** Where whoever knows a reason against further calls says so. */
  Admission admission() {
    return admission;
  }

  /** From now on metrics tell how the worker stands. */
  void observe(BooleanSupplier registered) {
    telemetry.observe(new Observing.Figures(storage.recorder(), calls, cost, registered));
  }

  /** Makes the first call as fast as later ones; in the background, and never fails. */
  void warm() {
    aws.warm();
  }

  /** Each model by the name the operator sees, and whether it can be run. */
  Map<String, BooleanSupplier> models() {
    return models;
  }

  private static Map<String, BooleanSupplier> models(Loaded loaded) {
    Map<String, BooleanSupplier> models = new LinkedHashMap<>();
    models.put("voiceActivityModel", loaded.silero()::isLoaded);
    if (loaded.endOfTurn() instanceof SmartTurnEstimator smartTurn) {
      models.put("endOfTurnModel", smartTurn::isWell);
    }
    return models;
  }

  Timers timers() {
    return timers;
  }

  Storage storage() {
    return storage;
  }

  /** LiveKit gives this worker jobs from now on, and did not before. */
  void available() {
    rooms.sweep().available();
  }

  /** What the agent's participant carries, so that other workers know whose it is. */
  Map<String, String> participantAttributes() {
    return Map.of(RoomControl.WORKER, worker.toString());
  }

  /** The version of this build, as its jar states it; {@code dev} when run from classes. */
  static String version() {
    return Optional.ofNullable(Parts.class.getPackage().getImplementationVersion()).orElse("dev");
  }

  /** Ends what runs; what is not stored yet gets as long as the bound. */
  void close(Duration lastWrites) throws InterruptedException {
    mouth.close();
    ears.close();
    cost.close();
    recovering.ifPresent(Recovering::stop);
    rooms.close();
    storage.close(lastWrites, () -> recovering.ifPresent(it -> it.recovery().release()));
    if (sessionEvents.isPresent()) {
      sessionEvents.get().close(lastWrites);
    }
    aws.close();
    telemetry.close();
    timers.close();
  }

  private static FileSessionEventLog sessionEvents(Path directory, Timers timers) {
    var threads = Thread.ofPlatform().name("event-log").daemon().factory();
    var log = new FileSessionEventLog(directory, version(), timers, threads);
    log.start();
    return log;
  }

  /** The pacer's clock, watched if the operator wants it watched. */
  private static FrameClock clock(Optional<Steadiness> steadiness) {
    var clock = new SystemFrameClock();
    return steadiness.<FrameClock>map(it -> new WatchedClock(clock, it)).orElse(clock);
  }

  private static EndOfTurnEstimator endOfTurn(TurnDetector detector) throws ModelUnavailable {
    return switch (detector) {
      case AUDIO, BOTH -> SmartTurnEstimator.load();
      case TEXT, VAD -> new NoEstimator();
    };
  }

  private static void prepare(CannedSpeech canned, CallSettings settings, Filler filler) {
    if (!settings.greeting().isEmpty()) {
      canned.prepare(settings.greeting(), settings.language());
    }
    for (Language language : new Language[] {Language.JAPANESE, Language.ENGLISH}) {
      canned.prepare(CallSettings.apology(language), language);
      canned.prepare(CallSettings.pickUp(language), language);
      canned.prepare(CallSettings.checkIn(language), language);
      if (filler.isOn()) {
        canned.prepare(Filler.words(language), language);
      }
    }
  }

  static CallSettings callSettings(WorkerConfig config) {
    var turn = config.turn();
    var limits = config.limits();
    var turns =
        new TurnSettings(
            new EndpointingPolicy(
                turn.minDelay().toMillis(), turn.maxDelay().toMillis(), turn.detector()),
            new TurnSettings.Interrupting(
                turn.interrupt().min().toMillis(),
                turn.interrupt().minCharacters(),
                RESUME_AFTER_MILLIS),
            new TurnSettings.Patience(
                limits.joinTimeout().toMillis(),
                limits.rejoinTimeout().toMillis(),
                limits.away().toMillis(),
                limits.awayLimit().toMillis(),
                turn.longest().toMillis()),
            turn.preemption(),
            config.speech().hearing().finalizing() != Finalizing.SERVICE,
            new Conversation.Budget(MAX_TURNS, config.speech().thinking().historyTokens()),
            !config.agent().greeting().isEmpty());
    return new CallSettings(
        turns,
        config.speech().hearing().languages().getFirst(),
        config.agent().greeting(),
        config.agent().instructions(),
        config.speech().thinking().maxTokens());
  }

  /** Calls at once: where each keeps a stream to the recogniser, not more than there may be. */
  static int maxCalls(WorkerConfig config) {
    var hearing = config.speech().hearing();
    int wanted = config.limits().maxSessions();
    return hearing.finalizing() == Finalizing.VAD ? wanted : Math.min(wanted, hearing.maxStreams());
  }

  static SpeechGate.Settings gate(VadConfig vad) {
    return new SpeechGate.Settings(
        (float) vad.threshold(),
        Math.toIntExact(vad.minSpeech().toMillis()),
        Math.toIntExact(vad.minSilence().toMillis()));
  }

  static Transcription.Settings finalizing(HearingConfig hearing) {
    return new Transcription.Settings(
        hearing.finalizing(), Math.toIntExact(hearing.pauseSilence().toMillis()));
  }

  static WebRtcNoiseSuppressor.Level level(WorkerConfig config) {
    var code = config.speech().hearing().noiseSuppression().name().toLowerCase(Locale.ROOT);
    return WebRtcNoiseSuppressor.Level.of(code);
  }
}
