package io.echosphere.worker.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.echosphere.worker.config.LoggingConfig;
import io.echosphere.worker.config.LoggingConfig.Format;
import io.echosphere.worker.config.LoggingConfig.Level;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LoggingTest {
  private static final Logger log = LoggerFactory.getLogger("io.echosphere.Test");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @AfterEach
  void silence() {
    MDC.clear();
    ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
  }

  @Test
  void writesOneObjectALineWithWhatTheLineBelongsTo() throws Exception {
    install(Level.INFO, Format.JSON, false, false);
    MDC.put("session", "s-1");
    MDC.put("room", "部屋");
    MDC.put("trace_id", "abc");

    log.info("two\nlines", new IllegalStateException("why"));

    assertThat(lines()).hasSize(1);
    JsonNode line = new ObjectMapper().readTree(lines().getFirst());
    assertThat(line.get("message").asText()).isEqualTo("two\nlines");
    assertThat(line.get("level").asText()).isEqualTo("INFO");
    assertThat(line.get("logger").asText()).isEqualTo("io.echosphere.Test");
    assertThat(line.get("session").asText()).isEqualTo("s-1");
    assertThat(line.get("room").asText()).isEqualTo("部屋");
    assertThat(line.get("trace_id").asText()).isEqualTo("abc");
    assertThat(line.get("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}Z");
    assertThat(line.get("stack_trace").asText()).contains("IllegalStateException: why");
  }

  @Test
  void isPrettyOnATerminalAndJsonElsewhereUnlessToldOtherwise() {
    install(Level.INFO, Format.AUTO, true, false);
    log.info("to a person");
    assertThat(lines().getFirst()).contains("INFO").doesNotContain("{\"");

    bytes.reset();
    install(Level.INFO, Format.AUTO, false, false);
    log.info("to a machine");
    assertThat(lines().getFirst()).startsWith("{\"");

    bytes.reset();
    install(Level.INFO, Format.PRETTY, false, false);
    log.info("to a file that a person reads");
    assertThat(lines().getFirst()).contains("to a file").doesNotContain("{\"", "\u001b");
  }

  /** A driver quotes the row that the database refuses, and with it what a caller said. */
  @Test
  void neverShowsTheMessagesOfExceptionsThatMayQuoteTheCaller() {
    var quoting = new java.sql.SQLException("Failing row contains (my secret)");
    for (Format format : new Format[] {Format.JSON, Format.PRETTY}) {
      bytes.reset();
      install(Level.INFO, format, false, false);

      log.error("not stored", new IllegalStateException("why", quoting));

      assertThat(bytes.toString(StandardCharsets.UTF_8))
          .contains("IllegalStateException: why", "java.sql.SQLException", "LoggingTest")
          .doesNotContain("secret");
    }
  }

  @Test
  void showsOnlyWarningsOfLibraries() {
    install(Level.DEBUG, Format.PRETTY, false, false);

    LoggerFactory.getLogger("software.amazon.awssdk.request").info("noise");
    LoggerFactory.getLogger("io.netty.util").warn("news");
    log.debug("detail");

    assertThat(lines()).hasSize(2);
    assertThat(lines().getFirst()).contains("news");
  }

  @Test
  void saysNothingBelowWarningsWhereResultsAreNotLogs() {
    install(Level.INFO, Format.PRETTY, false, true);
    log.info("noise");
    log.warn("news");

    assertThat(lines()).singleElement().asString().contains("news");
  }

  @Test
  void debugOutranksAHigherLevel() {
    LoggingConfig config = new LoggingConfig(Level.WARN, Format.PRETTY, true);
    Logging.install(config, bytes, false, false);
    log.debug("detail");

    assertThat(lines()).hasSize(1);
  }

  private void install(Level level, Format format, boolean terminal, boolean quiet) {
    Logging.install(new LoggingConfig(level, format, false), bytes, terminal, quiet);
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
