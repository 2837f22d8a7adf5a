package io.echosphere.simulator.aws;

import io.echosphere.simulator.aws.bedrock.Script;
import io.echosphere.simulator.hearing.HearingSettings;
import java.time.Duration;
import java.util.Set;

/**
 * How the simulator behaves.
 *
 * @param port where it listens on 127.0.0.1; 0 for any free port
 * @param tls whether connections are encrypted, with a self-signed certificate
 * @param hearing when Transcribe speaks up; its {@code finalDelay} is the delay of finals
 * @param idleTimeout how long a Transcribe stream may bring no audio
 * @param firstToken from a Converse request's end to its first delta
 * @param tokenInterval between deltas
 * @param firstByte from a SynthesizeSpeech request's end to its first audio
 * @param lexicons names of the pronunciation lexicons that Polly has
 * @param script what the model answers
 */
public record SimulatorSettings(
    int port,
    boolean tls,
    HearingSettings hearing,
    Duration idleTimeout,
    Duration firstToken,
    Duration tokenInterval,
    Duration firstByte,
    Set<String> lexicons,
    Script script) {

  public SimulatorSettings {
    lexicons = Set.copyOf(lexicons);
  }

  /**
   * Finals after 200 ms, the first token after 300 ms and then one every 15 ms, the first byte
   * after 100 ms, no lexicons, the bundled script, any free port, no TLS.
   */
  public static SimulatorSettings defaults() {
    return new SimulatorSettings(
        0,
        false,
        HearingSettings.defaults(),
        Duration.ofSeconds(15),
        Duration.ofMillis(300),
        Duration.ofMillis(15),
        Duration.ofMillis(100),
        Set.of(),
        Script.bundled());
  }

  /** The same at another port. */
  public SimulatorSettings withPort(int newPort) {
    return new SimulatorSettings(
        newPort, tls, hearing, idleTimeout, firstToken, tokenInterval, firstByte, lexicons, script);
  }

  /** The same with or without TLS. */
  public SimulatorSettings withTls(boolean encrypted) {
    return new SimulatorSettings(
        port,
        encrypted,
        hearing,
        idleTimeout,
        firstToken,
        tokenInterval,
        firstByte,
        lexicons,
        script);
  }

  /** The same with another ear. */
  public SimulatorSettings withHearing(HearingSettings newHearing) {
    return new SimulatorSettings(
        port, tls, newHearing, idleTimeout, firstToken, tokenInterval, firstByte, lexicons, script);
  }

  /** The same with another delay of finals. */
  public SimulatorSettings withFinalDelay(Duration delay) {
    return withHearing(hearing.withFinalDelay(delay));
  }

  /** The same with another idle limit of Transcribe. */
  public SimulatorSettings withIdleTimeout(Duration timeout) {
    return new SimulatorSettings(
        port, tls, hearing, timeout, firstToken, tokenInterval, firstByte, lexicons, script);
  }

  /** The same with another pace of the model. */
  public SimulatorSettings withTokens(Duration first, Duration interval) {
    return new SimulatorSettings(
        port, tls, hearing, idleTimeout, first, interval, firstByte, lexicons, script);
  }

  /** The same with another delay of speech. */
  public SimulatorSettings withFirstByte(Duration delay) {
    return new SimulatorSettings(
        port, tls, hearing, idleTimeout, firstToken, tokenInterval, delay, lexicons, script);
  }

  /** The same with these lexicons at Polly. */
  public SimulatorSettings withLexicons(Set<String> names) {
    return new SimulatorSettings(
        port, tls, hearing, idleTimeout, firstToken, tokenInterval, firstByte, names, script);
  }

  /** The same with another script. */
  public SimulatorSettings withScript(Script newScript) {
    return new SimulatorSettings(
        port, tls, hearing, idleTimeout, firstToken, tokenInterval, firstByte, lexicons, newScript);
  }

  /** The same with no delay at all, for tests that measure nothing. */
  public SimulatorSettings immediate() {
    return withFinalDelay(Duration.ZERO)
        .withTokens(Duration.ZERO, Duration.ZERO)
        .withFirstByte(Duration.ZERO);
  }
}
