package io.echosphere.adapter.telemetry;

import io.echosphere.application.port.out.Telemetry.Activity;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

/**
 * What is told to whom.
 *
 * @param enabled {@code OTEL_ENABLED}; false for nothing at all
 * @param environment the environment, {@code .env} included; only {@code OTEL_*} is read
 * @param captureSpeech whether spans hold the words that were said
 * @param about what every span of an activity says of itself, by attribute
 * @param prometheus where metrics are served to Prometheus; empty for nowhere
 */
public record TelemetrySettings(
    boolean enabled,
    Map<String, String> environment,
    boolean captureSpeech,
    Map<Activity, Map<String, String>> about,
    Optional<InetSocketAddress> prometheus) {
  public TelemetrySettings {
    environment = Map.copyOf(environment);
    about = Map.copyOf(about);
  }

  /** Settings without words, descriptions and Prometheus. */
  public static TelemetrySettings of(boolean enabled, Map<String, String> environment) {
    return new TelemetrySettings(enabled, environment, false, Map.of(), Optional.empty());
  }

  @Override
  public String toString() { // the environment may hold the collector's key
    return "telemetry settings";
  }
}
