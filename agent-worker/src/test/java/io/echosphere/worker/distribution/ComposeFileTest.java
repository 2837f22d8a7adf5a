package io.echosphere.worker.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.echosphere.worker.config.Setting;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeFileTest {
  private static final String FILE = "docker-compose.yml";
  private static final String PRODUCTION = "docs/deploy/compose/production.yaml";

  private final JsonNode compose = OperatorsFile.yaml(FILE).getFirst();

  /** The README's commands would start a worker that its own LiveKit or PostgreSQL refuses. */
  @Test
  void theKeysAndTheDatabaseAreThoseOfTheExampleEnvironment() {
    var example = OperatorsFile.environment(".env.example");
    var worker = defaults(variables("worker"));

    for (String name :
        List.of("LIVEKIT_URL", "LIVEKIT_API_KEY", "LIVEKIT_API_SECRET", "DATABASE_URL")) {
      assertThat(worker.get(name)).as(name).isEqualTo(example.get(name));
    }
    assertThat(defaults(variables("livekit")).get("LIVEKIT_KEYS"))
        .isEqualTo(example.get("LIVEKIT_API_KEY") + ": " + example.get("LIVEKIT_API_SECRET"));
    assertThat(livekitConfig()).contains("port: 7880\n");
    var postgres = defaults(variables("postgres"));
    assertThat(example.get("DATABASE_URL"))
        .isEqualTo(
            "postgresql://%s:%s@127.0.0.1:5432/%s",
            postgres.get("POSTGRES_USER"),
            postgres.get("POSTGRES_PASSWORD"),
            postgres.get("POSTGRES_DB"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"worker", "more-workers"})
  void whatAWorkerIsToldIsWhatItReads(String service) {
    assertThat(Known.notRead(variables(service).keySet())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"real", "simulator"})
  void eitherAwsHasItsFileAndAWorkerReadsIt(String aws) {
    var variables = OperatorsFile.environment("docs/deploy/compose/" + aws + ".env");

    assertThat(Known.notRead(variables.keySet())).isEmpty();
  }

  @Test
  void theSimulatorIsWhereTheWorkersLookForIt() {
    String port = variables("simulator").get("SIMULATOR_PORT");

    assertThat(OperatorsFile.environment("docs/deploy/compose/simulator.env"))
        .containsEntry("AWS_ENDPOINT_URL_TRANSCRIBE_STREAMING", "http://127.0.0.1:" + port)
        .containsEntry("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://127.0.0.1:" + port)
        .containsEntry("AWS_ENDPOINT_URL_POLLY", "http://127.0.0.1:" + port);
  }

  @Test
  void aDrainIsWaitedFor() {
    for (String service : List.of("worker", "more-workers")) {
      JsonNode worker = service(service);
      assertThat(Known.span(worker.path("stop_grace_period").asText()))
          .isGreaterThanOrEqualTo(
              Known.grace(variables(service).getOrDefault("DRAIN_TIMEOUT", "")));
    }
  }

  /** Otherwise the memory mark would end a worker for good. */
  @Test
  void aWorkerThatEndsIsStartedAnewAndHasABoundToGoBy() {
    assertThat(service("worker").path("restart").asText()).isEqualTo("unless-stopped");
    assertThat(service("worker").has("mem_limit")).isTrue();
  }

  @Test
  void aWorkerMayWriteOnlyWhereItMust() {
    JsonNode worker = service("worker");

    assertThat(worker.path("read_only").asBoolean()).isTrue();
    assertThat(worker.path("cap_drop").path(0).asText()).isEqualTo("ALL");
    assertThat(worker.path("tmpfs").path(0).asText())
        .as("native libraries are loaded from there")
        .startsWith("/tmp:exec,");
    assertThat(worker.path("volumes").path(0).asText()).endsWith(":" + DockerfileTest.directory());
  }

  @Test
  void imagesArePinned() {
    for (var service : compose.path("services").properties()) {
      String image = service.getValue().path("image").asText();
      if (!image.contains("${ECHOSPHERE_VERSION")) {
        assertThat(image).as(service.getKey()).matches(Known.PINNED);
      }
    }
  }

  /** Keys in this file are public, so nobody else may reach what they open. */
  @Test
  void everyPortIsThisMachinesAlone() {
    for (var service : compose.path("services").properties()) {
      service
          .getValue()
          .path("ports")
          .forEach(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
    }
    assertThat(variables("worker")).containsEntry("HTTP_HOST", "127.0.0.1");
    assertThat(livekitConfig()).contains("bind_addresses: [\"127.0.0.1\"]");
  }

  @Test
  void inProductionNoSecretHasADefault() {
    JsonNode production = OperatorsFile.yaml(PRODUCTION).getFirst();

    for (String service : List.of("worker", "more-workers")) {
      var told =
          OperatorsFile.fields(production.path("services").path(service).path("environment"));
      assertThat(Known.notRead(told.keySet())).isEmpty();
      for (var variable : variables(service).entrySet()) {
        boolean must =
            Known.isSecret(variable.getKey()) || variable.getKey().equals("LIVEKIT_API_KEY");
        if (must) {
          assertThat(told.get(variable.getKey()))
              .as(variable.getKey())
              .startsWith("${" + variable.getKey() + ":?");
        }
      }
    }
    for (var other :
        Map.of(
                "livekit", "LIVEKIT_KEYS",
                "postgres", "POSTGRES_PASSWORD",
                "grafana", "GF_SECURITY_ADMIN_PASSWORD")
            .entrySet()) {
      assertThat(
              production
                  .path("services")
                  .path(other.getKey())
                  .path("environment")
                  .path(other.getValue())
                  .asText())
          .contains(":?")
          .doesNotContain(":-");
    }
  }

  /** The configurations of the observability profile come as a whole or not at all. */
  @Test
  void everyFileThatIsMountedIsThere() {
    List<String> mounted = new ArrayList<>();
    for (var service : compose.path("services").properties()) {
      service
          .getValue()
          .path("volumes")
          .forEach(
              volume -> {
                if (volume.asText().startsWith("./")) {
                  mounted.add(volume.asText().replaceFirst("^\\./", "").replaceFirst(":.*", ""));
                }
              });
    }

    assertThat(mounted).isNotEmpty();
    if (Files.exists(OperatorsFile.ROOT.resolve("docs/deploy/observability"))) {
      assertThat(mounted).allSatisfy(path -> assertThat(OperatorsFile.ROOT.resolve(path)).exists());
    }
  }

  @Test
  void thePageIsWhereTheSettingsSay() {
    assertThat(variables("worker")).containsEntry("HTTP_PORT", Setting.HTTP_PORT.defaultValue());
  }

  private JsonNode service(String name) {
    return compose.path("services").path(name);
  }

  private Map<String, String> variables(String service) {
    return OperatorsFile.fields(service(service).path("environment"));
  }

  private String livekitConfig() {
    return compose.path("configs").path("livekit").path("content").asText();
  }

  /** What the variables are where nobody sets any. */
  private static Map<String, String> defaults(Map<String, String> variables) {
    Map<String, String> defaults = new TreeMap<>();
    variables.forEach(
        (name, value) -> defaults.put(name, value.replaceAll("\\$\\{[A-Z_]+:-([^}]*)}", "$1")));
    return defaults;
  }
}
