package io.echosphere.worker.wiring;

import io.echosphere.adapter.aws.AwsClients;
import io.echosphere.adapter.aws.AwsSettings;
import io.echosphere.adapter.aws.Breaker;
import io.echosphere.adapter.aws.KeepWarm;
import io.echosphere.adapter.bedrock.BedrockLanguageModel;
import io.echosphere.adapter.bedrock.BedrockSettings;
import io.echosphere.adapter.bedrock.FallbackLanguageModel;
import io.echosphere.adapter.polly.PollySettings;
import io.echosphere.adapter.polly.PollyTextToSpeech;
import io.echosphere.adapter.transcribe.TranscribeSettings;
import io.echosphere.adapter.transcribe.TranscribeSpeechToText;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.LanguageModel;
import io.echosphere.application.port.out.Telemetry;
import io.echosphere.application.port.out.Timers;
import io.echosphere.application.session.Admission;
import io.echosphere.worker.config.AwsConfig;
import io.echosphere.worker.config.SpeechConfig;
import io.echosphere.worker.config.ThinkingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** The three services of AWS: their clients, and the ports that are made of them. */
final class Aws implements AutoCloseable {
  private final AwsClients clients;
  private final Optional<KeepWarm> keepWarm;
  private final Timers timers;
  private final Telemetry telemetry;
  private final TranscribeSpeechToText hearing;
  private final LanguageModel thinking;
  private final PollyTextToSpeech speaking;
  private final List<Breaker> models = new ArrayList<>();

  /** Wires them; opens no connection. */
  Aws(AwsClients clients, AwsConfig config, SpeechConfig speech, Timers timers, Telemetry report) {
    this.clients = clients;
    this.timers = timers;
    this.telemetry = report;
    keepWarm = config.keepWarm() ? Optional.of(new KeepWarm(clients, timers)) : Optional.empty();
    hearing = transcribe(speech);
    thinking = bedrock(speech.thinking());
    speaking = polly(speech);
  }

  /**
   * Begins to build the clients, which takes a while.
   *
   * @param observer sees their requests; asked on the threads that build them
   */
  static AwsClients clients(AwsConfig config, Supplier<Optional<ExecutionInterceptor>> observer) {
    return new AwsClients(AwsSettings.of(config.region()), observer);
  }

  TranscribeSpeechToText hearing() {
    return hearing;
  }

  LanguageModel thinking() {
    return thinking;
  }

  PollyTextToSpeech speaking() {
    return speaking;
  }

  /** Opens connections in the background, and keeps them open; never fails. */
  void warm() {
    var _ = clients.warm();
    keepWarm.ifPresent(KeepWarm::start);
  }

  /** Says when quotas are so short that another caller could not be served well. */
  void speakAgainst(Admission admission) {
    admission.refuseWhile("transcribe-quota", hearing::shortage);
    admission.refuseWhile("polly-quota", speaking::shortage);
    admission.refuseWhile("bedrock-quota", this::throttled);
  }

  private Optional<String> throttled() {
    boolean all =
        models.stream()
            .allMatch(model -> model.cause().filter(FailureKind.THROTTLED::equals).isPresent());
    return all ? Optional.of("Bedrock throttles every model") : Optional.empty();
  }

  @Override
  public void close() {
    keepWarm.ifPresent(KeepWarm::close);
    clients.close();
  }

  private Breaker breaker(String name) {
    return new Breaker(name, Breaker.Settings.DEFAULT, timers, () -> telemetry.circuitOpened(name));
  }

  private TranscribeSpeechToText transcribe(SpeechConfig speech) {
    var config = speech.hearing();
    var vocabularies = config.vocabularies();
    var settings =
        TranscribeSettings.of(
            config.languages(),
            vocabularies.isEmpty() ? Optional.empty() : Optional.of(String.join(",", vocabularies)),
            config.maxStreams());
    return new TranscribeSpeechToText(
        clients,
        settings,
        timers,
        frames -> telemetry.framesDropped(Telemetry.Direction.IN, frames),
        breaker("transcribe"));
  }

  private LanguageModel bedrock(ThinkingConfig config) {
    var budget = BedrockSettings.budget(config.firstToken(), config.whole());
    var named = new ArrayList<FallbackLanguageModel.Named>();
    for (String id : config.models()) {
      var breaker = breaker(id);
      models.add(breaker);
      var settings = new BedrockSettings(id, (float) config.temperature(), budget);
      var model = new BedrockLanguageModel(clients, settings, timers, breaker);
      named.add(new FallbackLanguageModel.Named(id, model));
    }
    return new FallbackLanguageModel(named, config.whole(), timers);
  }

  private PollyTextToSpeech polly(SpeechConfig speech) {
    var config = speech.speaking();
    var manner = new PollySettings.Manner(config.lexicons(), config.ratePercent());
    var limits = PollySettings.Limits.of(config.perSecond(), config.concurrent());
    var settings =
        PollySettings.of(config.voice(), Optional.of(config.englishVoice()), limits, manner);
    return new PollyTextToSpeech(clients, settings, timers, breaker("polly"));
  }
}
