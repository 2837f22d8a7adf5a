package io.echosphere.worker.distribution;

import io.echosphere.worker.config.Setting;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** What the operators' files may name, and what they must agree with. */
final class Known {
  /** Read by libraries; docs/configuration.md names them. */
  private static final String OF_LIBRARIES = "OTEL_EXPORTER_OTLP_[A-Z]+|AWS_ENDPOINT_URL[A-Z_]*";

  /** Read by the launcher. */
  private static final String OF_THE_LAUNCHER = "ECHOSPHERE_(JAVA_HOME|JVM_OPTS|AOT)";

  /** After its calls a worker winds up for at most 15 s, and its shutdown hooks get 5 s more. */
  private static final Duration END = Duration.ofSeconds(20);

  /** An image whose tag says which release: two numbers with dots, or a day. */
  static final String PINNED = "[a-z0-9./-]+:v?\\d+\\.\\d+[\\w.-]*|debian:[a-z]+-20\\d{6}-slim";

  private Known() {}

  /** The names that nobody reads. */
  static List<String> notRead(Collection<String> variables) {
    return variables.stream()
        .filter(name -> Setting.named(name).isEmpty())
        .filter(name -> !name.matches(OF_LIBRARIES + "|" + OF_THE_LAUNCHER))
        .toList();
  }

  static boolean isSecret(String variable) {
    return Setting.named(variable).filter(setting -> setting.need().isSecret()).isPresent();
  }

  /** How long a supervisor must wait at least before it kills. */
  static Duration grace(String drainTimeout) {
    return span(drainTimeout).plus(END);
  }

  /** A time such as {@code 10m}, {@code 10m30s} or plain seconds. */
  static Duration span(String text) {
    return text.matches("\\d+")
        ? Duration.ofSeconds(Long.parseLong(text))
        : Duration.parse("PT" + text.toUpperCase(java.util.Locale.ROOT));
  }
}
