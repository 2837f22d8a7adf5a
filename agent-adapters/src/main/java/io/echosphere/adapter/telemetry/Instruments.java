package io.echosphere.adapter.telemetry;

import io.echosphere.application.port.out.Telemetry.Amount;
import io.echosphere.application.port.out.Telemetry.Latency;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What happens in calls, counted; docs/telemetry.md lists the names. Thread-safe. */
final class Instruments {
  /** Dense where callers notice a difference: below a second and a half. */
  private static final List<Double> TURN_SECONDS =
      List.of(
          0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0,
          5.0, 10.0);

  /** From the scheduler's grain to the three frames that the pacer makes good. */
  private static final List<Double> LATENESS_SECONDS =
      List.of(
          0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1,
          0.5);

  /** As the semantic conventions for databases advise. */
  private static final List<Double> STATEMENT_SECONDS =
      List.of(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0);

  private final DoubleHistogram voiceToVoice;
  private final DoubleHistogram stt;
  private final DoubleHistogram llmTtft;
  private final DoubleHistogram tts;
  private final LongCounter sessions;
  private final LongUpDownCounter activeSessions;
  private final LongCounter errors;
  private final LongCounter framesDropped;
  private final LongCounter underruns;
  private final LongCounter circuitsOpened;
  private final DoubleHistogram pacerLateness;
  private final DoubleHistogram statements;
  private final LongCounter reconnects;
  private final Map<Amount, LongCounter> used = new EnumMap<>(Amount.class);

  Instruments(Meter meter) {
    voiceToVoice =
        seconds(
            meter,
            "voice.latency.v2v",
            "End of the caller's speech to the first sample of the reply",
            TURN_SECONDS);
    stt =
        seconds(
            meter,
            "voice.latency.stt",
            "End of the caller's speech to the words the turn ended with",
            TURN_SECONDS);
    llmTtft =
        seconds(
            meter,
            "voice.latency.llm_ttft",
            "Request to the model to its first text",
            TURN_SECONDS);
    tts =
        seconds(
            meter, "voice.latency.tts", "Request to the voice to its first sample", TURN_SECONDS);
    sessions = counter(meter, "session.count", "{session}", "Calls that are over");
    activeSessions =
        meter
            .upDownCounterBuilder("session.active")
            .setUnit("{session}")
            .setDescription("Calls under way")
            .build();
    errors = counter(meter, "session.errors", "{error}", "Failures of services and sessions");
    framesDropped =
        counter(meter, "voice.frames.dropped", "{frame}", "Frames a slow consumer cost");
    underruns =
        counter(meter, "voice.playout.underruns", "{frame}", "Frames the late pacer gave up");
    circuitsOpened =
        counter(
            meter,
            "voice.circuit.opened",
            "{opening}",
            "Services left alone after failures in a row");
    pacerLateness =
        seconds(meter, "voice.pacer.lateness", "How late the pacer's beats came", LATENESS_SECONDS);
    reconnects =
        counter(
            meter,
            "voice.room.reconnects",
            "{reconnect}",
            "Broken connections to rooms, by outcome");
    statements =
        seconds(
            meter, "db.client.operation.duration", "Statements to the database", STATEMENT_SECONDS);
    for (Amount amount : Amount.values()) {
      used.put(amount, counter(meter, amount));
    }
  }

  LongCounter used(Amount amount) {
    return Objects.requireNonNull(used.get(amount));
  }

  DoubleHistogram latency(Latency latency) {
    return switch (latency) {
      case VOICE_TO_VOICE -> voiceToVoice;
      case STT -> stt;
      case LLM_TTFT -> llmTtft;
      case TTS -> tts;
    };
  }

  LongCounter sessions() {
    return sessions;
  }

  LongUpDownCounter activeSessions() {
    return activeSessions;
  }

  LongCounter errors() {
    return errors;
  }

  LongCounter framesDropped() {
    return framesDropped;
  }

  LongCounter underruns() {
    return underruns;
  }

  LongCounter circuitsOpened() {
    return circuitsOpened;
  }

  DoubleHistogram pacerLateness() {
    return pacerLateness;
  }

  DoubleHistogram statements() {
    return statements;
  }

  LongCounter reconnects() {
    return reconnects;
  }

  private static LongCounter counter(Meter meter, Amount amount) {
    return switch (amount) {
      case STT_SECONDS ->
          counter(meter, "voice.usage.stt", "s", "Transcription, at least 15 s a stream");
      case LLM_INPUT_TOKENS ->
          counter(meter, "voice.usage.llm.input", "{token}", "Tokens the model read");
      case LLM_OUTPUT_TOKENS ->
          counter(meter, "voice.usage.llm.output", "{token}", "Tokens the model wrote");
      case TTS_CHARACTERS ->
          counter(meter, "voice.usage.tts", "{character}", "Characters to be synthesized");
      case WASTED_TOKENS ->
          counter(meter, "voice.wasted.tokens", "{token}", "Estimated, for replies never heard");
      case WASTED_CHARACTERS ->
          counter(
              meter,
              "voice.wasted.characters",
              "{character}",
              "Synthesized for replies never heard");
      case FALSE_INTERRUPTIONS ->
          counter(
              meter,
              "voice.interruptions.false",
              "{sound}",
              "Sounds that held a reply for nothing");
    };
  }

  private static LongCounter counter(Meter meter, String name, String unit, String description) {
    return meter.counterBuilder(name).setUnit(unit).setDescription(description).build();
  }

  private static DoubleHistogram seconds(
      Meter meter, String name, String description, List<Double> boundaries) {
    return meter
        .histogramBuilder(name)
        .setUnit("s")
        .setDescription(description)
        .setExplicitBucketBoundariesAdvice(boundaries)
        .build();
  }
}
