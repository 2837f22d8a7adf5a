package io.echosphere.worker.wiring;

import io.echosphere.adapter.aws.VoiceCatalog;
import io.echosphere.adapter.telemetry.TelemetryHandle;
import io.echosphere.adapter.telemetry.TelemetrySettings;
import io.echosphere.adapter.telemetry.WorkerFigures;
import io.echosphere.application.cost.CostLedger;
import io.echosphere.application.cost.DailyCost;
import io.echosphere.application.cost.Prices;
import io.echosphere.application.port.out.Telemetry.Activity;
import io.echosphere.application.port.out.Telemetry.Span;
import io.echosphere.application.port.out.Timers;
import io.echosphere.application.recording.Recorder;
import io.echosphere.application.session.Calls;
import io.echosphere.domain.speech.Language;
import io.echosphere.worker.config.WorkerConfig;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * How the worker is watched: telemetry, which loads beside everything else, and what the day costs.
 * Thread-safe.
 */
final class Observing {
  private static final Logger LOG = LoggerFactory.getLogger(Observing.class);

  private final WorkerConfig config;
  private final Timers timers;
  private final CostLedger ledger;
  private final Loading<TelemetryHandle> telemetry;

  private Observing(WorkerConfig config, Timers timers, CostLedger ledger) {
    this.config = config;
    this.timers = timers;
    this.ledger = ledger;
    this.telemetry =
        new Loading<>("telemetry", () -> TelemetryHandle.start(settings(config), ledger));
  }

  /** Begins to load. */
  static Observing begin(WorkerConfig config, Timers timers) {
    var items = items(config);
    var prices = config.telemetry().cost().prices();
    items.stream()
        .filter(item -> !prices.knows(item))
        .forEach(item -> LOG.warn("No price is known of {}: set it in AWS_PRICES", item));
    var speaking = config.speech().speaking();
    var counted =
        new Prices.Items(
            config.speech().thinking().model(),
            language -> engine(voice(config, new Language(language)), speaking.voice()));
    return new Observing(config, timers, new CostLedger(prices, counted, timers));
  }

  /** What is reported to; waits until it has loaded. */
  TelemetryHandle telemetry() throws InterruptedException {
    return telemetry.get();
  }

  /** Sees what AWS clients do; waits until telemetry has loaded. */
  Optional<ExecutionInterceptor> awsSpans() {
    return loaded().awsSpans();
  }

  /** Begins to measure a statement to the database; waits until telemetry has loaded. */
  Span statement(String operation) {
    return loaded().telemetry().statement(operation);
  }

  private TelemetryHandle loaded() {
    try {
      return telemetry.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while telemetry was loading", e);
    }
  }

  /** Begins to keep the day's cost. */
  DailyCost keepCost(Storage storage, UUID worker) {
    var cost =
        new DailyCost(
            ledger,
            storage.database().map(it -> it.costs()),
            worker,
            config.telemetry().cost().dailyLimit(),
            new DailyCost.Rounds(
                timers, round -> Thread.ofVirtual().name("daily-cost").start(round)));
    cost.start();
    return cost;
  }

  /** What the worker says of itself when metrics are read. */
  record Figures(Recorder recorder, Calls calls, DailyCost today, BooleanSupplier isRegistered)
      implements WorkerFigures {
    @Override
    public Journal journal() {
      var health = recorder.health();
      return new Journal(
          health.depth(),
          health.oldest(),
          health.journalBytes(),
          health.dropped(),
          health.setAside());
    }

    @Override
    public Standing standing() {
      var standing = calls.standing();
      return new Standing(standing.load(), !standing.full(), isRegistered.getAsBoolean());
    }

    @Override
    public Cost cost() {
      var day = today.today();
      return new Cost(day.usd(), day.unpriced(), today.limit());
    }
  }

  static TelemetrySettings settings(WorkerConfig config) {
    var telemetry = config.telemetry();
    return new TelemetrySettings(
        telemetry.enabled(),
        System.getenv(),
        telemetry.captureSpeech(),
        about(config),
        telemetry.prometheus().map(at -> new InetSocketAddress(at.host(), at.port())));
  }

  /** What every span of a service says of it. */
  private static Map<Activity, Map<String, String>> about(WorkerConfig config) {
    var speech = config.speech();
    var llm = new LinkedHashMap<String, String>();
    llm.put("gen_ai.provider.name", "aws.bedrock");
    llm.put("gen_ai.request.model", speech.thinking().model());
    llm.put("gen_ai.output.type", "text");
    return Map.of(
        Activity.LLM,
        llm,
        Activity.STT,
        Map.of("service", "transcribe"),
        Activity.TTS,
        Map.of("service", "polly", "gen_ai.output.type", "speech"));
  }

  /** Whatever may be paid for with this configuration. */
  private static List<String> items(WorkerConfig config) {
    var speech = config.speech();
    var items = new ArrayList<>(List.of("transcribe"));
    speech
        .thinking()
        .models()
        .forEach(
            model -> {
              items.add("bedrock." + model + ".input");
              items.add("bedrock." + model + ".output");
            });
    for (String voice : List.of(speech.speaking().voice(), speech.speaking().englishVoice())) {
      String item = "polly." + engine(voice, voice);
      if (!items.contains(item)) {
        items.add(item);
      }
    }
    return items;
  }

  private static String voice(WorkerConfig config, Language language) {
    var speaking = config.speech().speaking();
    return language.isEnglish() ? speaking.englishVoice() : speaking.voice();
  }

  private static String engine(String voice, String otherwise) {
    return VoiceCatalog.engineFor(voice)
        .or(() -> VoiceCatalog.engineFor(otherwise))
        .map(VoiceCatalog.Engine::code)
        .orElse("unknown");
  }
}
