package io.echosphere.simulator.aws;

import io.echosphere.simulator.aws.bedrock.Converse;
import io.echosphere.simulator.aws.call.CallLog;
import io.echosphere.simulator.aws.call.Service;
import io.echosphere.simulator.aws.fault.Fault;
import io.echosphere.simulator.aws.fault.FaultPlan;
import io.echosphere.simulator.aws.polly.Polly;
import io.echosphere.simulator.aws.transcribe.Transcribe;
import io.echosphere.simulator.aws.wire.Answer;
import io.echosphere.simulator.aws.wire.Exchange;
import io.echosphere.simulator.aws.wire.Json;
import io.echosphere.simulator.aws.wire.Request;
import io.echosphere.simulator.aws.wire.RequestBody;
import io.echosphere.simulator.aws.wire.Router;
import io.echosphere.simulator.aws.wire.ServiceError;
import io.echosphere.simulator.aws.wire.SigV4;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds the operation for a request; writes down each call. Safe for use by many threads. */
final class ServiceRouter implements Router {
  private static final String MODEL = "/model/";
  private static final String STREAM = "/converse-stream";
  private static final String WHOLE = "/converse";

  private static final ServiceError EXPIRED =
      new ServiceError(
          403, "ExpiredTokenException", "The security token included in the request is expired");

  private final CallLog log;
  private final FaultPlan faults;
  private final Transcribe transcribe;
  private final Converse converse;
  private final Polly polly;
  private final ControlRoutes control;

  ServiceRouter(
      CallLog log, FaultPlan faults, Transcribe transcribe, Converse converse, Polly polly) {
    this.log = log;
    this.faults = faults;
    this.transcribe = transcribe;
    this.converse = converse;
    this.polly = polly;
    this.control = new ControlRoutes(log, faults);
  }

  @Override
  public RequestBody open(Exchange exchange) {
    Request request = exchange.request();
    if (request.path().startsWith(ControlRoutes.PREFIX)) {
      return control.open(exchange);
    }
    String path = request.path();
    return switch (request.method()) {
      case "POST" -> post(exchange, request, path);
      case "GET" ->
          path.equals("/v1/voices")
              ? call(
                  exchange,
                  Service.POLLY,
                  "DescribeVoices",
                  answer -> polly.describe(request, answer))
              : unknown(exchange);
      default -> unknown(exchange);
    };
  }

  private RequestBody post(Exchange exchange, Request request, String path) {
    if (path.equals("/stream-transcription")) {
      return call(
          exchange,
          Service.TRANSCRIBE,
          "StartStreamTranscription",
          answer -> transcribe.open(request, answer));
    }
    if (path.equals("/v1/speech")) {
      return call(exchange, Service.POLLY, "SynthesizeSpeech", polly::synthesize);
    }
    if (path.startsWith(MODEL) && path.endsWith(STREAM)) {
      String model = path.substring(MODEL.length(), path.length() - STREAM.length());
      return call(
          exchange,
          Service.BEDROCK,
          "ConverseStream",
          answer -> converse.open(request, answer, model, true));
    }
    if (path.startsWith(MODEL) && path.endsWith(WHOLE)) {
      String model = path.substring(MODEL.length(), path.length() - WHOLE.length());
      return call(
          exchange,
          Service.BEDROCK,
          "Converse",
          answer -> converse.open(request, answer, model, false));
    }
    return unknown(exchange);
  }

  private RequestBody call(
      Exchange exchange,
      Service service,
      String operation,
      Function<Answer, RequestBody> answering) {
    Optional<Fault> fault = faults.take(service, exchange.request().path());
    Answer answer = new Answer(exchange, service, log.begin(service, operation), fault);
    Optional<ServiceError> unsigned = SigV4.check(service, exchange.request());
    Optional<String> key = SigV4.accessKey(exchange.request());
    key.ifPresent(id -> answer.recording().parameter("AccessKeyId", id));
    SigV4.region(exchange.request()).ifPresent(it -> answer.recording().parameter("Region", it));
    if (unsigned.isPresent() || key.filter(faults::refusesKey).isPresent()) {
      answer.refuse(unsigned.orElse(EXPIRED));
      return RequestBody.ignored(answer::cancelled);
    }
    return answering.apply(answer);
  }

  private static RequestBody unknown(Exchange exchange) {
    exchange.start(
        404,
        Map.of(
            "content-type", "application/json", "x-amzn-errortype", "UnknownOperationException"));
    exchange.send(
        Json.write(
            Json.object()
                .put(
                    "message",
                    "The simulator knows no "
                        + exchange.request().method()
                        + " "
                        + exchange.request().path())));
    exchange.end(() -> {});
    return RequestBody.ignored(() -> {});
  }
}
