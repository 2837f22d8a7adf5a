package io.echosphere.simulator.aws;

import io.echosphere.simulator.aws.bedrock.Converse;
import io.echosphere.simulator.aws.call.Call;
import io.echosphere.simulator.aws.call.CallLog;
import io.echosphere.simulator.aws.call.Service;
import io.echosphere.simulator.aws.fault.FaultPlan;
import io.echosphere.simulator.aws.polly.Polly;
import io.echosphere.simulator.aws.polly.Speaker;
import io.echosphere.simulator.aws.transcribe.Transcribe;
import io.echosphere.simulator.aws.wire.WireServer;
import io.echosphere.simulator.hearing.ClipLibrary;
import io.echosphere.simulator.hearing.ScriptedLines;
import io.echosphere.simulator.voice.Voice;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Transcribe Streaming, Bedrock Runtime and Polly at one port of this machine. Its threads are
 * daemons. Safe for use by many threads.
 */
public final class AwsSimulator implements AutoCloseable {
  private final CallLog log = new CallLog();
  private final FaultPlan faults = new FaultPlan();
  private final Transcribe transcribe;
  private final Speaker speaker;
  private final WireServer server;

  private AwsSimulator(SimulatorSettings settings) throws IOException {
    ClipLibrary clips = ClipLibrary.load();
    transcribe =
        new Transcribe(
            clips,
            settings.hearing(),
            ScriptedLines.cycling(
                settings.script().turns().stream()
                    .filter(turn -> !turn.user().isEmpty())
                    .map(turn -> new ScriptedLines.Line(turn.language(), turn.user()))
                    .toList()),
            settings.idleTimeout());
    speaker = new Speaker(Voice.of(clips));
    server =
        WireServer.start(
            settings.port(),
            settings.tls(),
            new ServiceRouter(
                log,
                faults,
                transcribe,
                new Converse(settings.script(), settings.firstToken(), settings.tokenInterval()),
                new Polly(speaker, settings.firstByte(), settings.lexicons())));
  }

  /**
   * Starts a simulator.
   *
   * @throws IOException when the port is taken
   */
  public static AwsSimulator start(SimulatorSettings settings) throws IOException {
    return new AwsSimulator(settings);
  }

  /** Where it listens, such as {@code http://127.0.0.1:4566}. */
  public URI endpoint() {
    return server.endpoint();
  }

  /**
   * The environment that leads the AWS SDK here, with credentials that are good for nothing else.
   */
  public Map<String, String> environment() {
    return environment(endpoint());
  }

  /** The environment that leads the AWS SDK to a simulator of another process. */
  public static Map<String, String> environment(URI endpoint) {
    String url = endpoint.toString();
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("AWS_ENDPOINT_URL_TRANSCRIBE_STREAMING", url);
    variables.put("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", url);
    variables.put("AWS_ENDPOINT_URL_POLLY", url);
    variables.put("AWS_ACCESS_KEY_ID", "simulator");
    variables.put("AWS_SECRET_ACCESS_KEY", "simulator");
    variables.put("AWS_REGION", "ap-northeast-1");
    return variables;
  }

  /** What goes wrong in coming calls. */
  public FaultPlan faults() {
    return faults;
  }

  /** All calls so far as they stand, oldest first. */
  public List<Call> calls() {
    return log.calls();
  }

  /** One service's calls so far as they stand, oldest first. */
  public List<Call> calls(Service service) {
    return log.calls(service);
  }

  /**
   * Waits until a call is as wanted; one that is so already counts.
   *
   * @return the oldest such call, as it stood then
   * @throws TimeoutException when there is none within the time
   */
  public Call awaitCall(Predicate<Call> wanted, Duration timeout)
      throws InterruptedException, TimeoutException {
    return log.await(wanted, timeout);
  }

  /** The language of a voice of Polly, such as {@code en-US}; empty if there is no such voice. */
  public String voiceLanguage(String voiceId) {
    return Polly.voiceLanguage(voiceId);
  }

  /** Forgets all calls so far. */
  public void clearCalls() {
    log.clear();
  }

  /** Closes the port and all connections. */
  @Override
  public void close() {
    server.close();
    transcribe.close();
    speaker.close();
  }
}
