package io.echosphere.worker.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesFilesTest {
  private static final String FOLDER = "docs/deploy/kubernetes/";

  private final JsonNode set = only("worker.yaml");
  private final JsonNode pod = set.path("spec").path("template").path("spec");
  private final JsonNode container = pod.path("containers").path(0);
  private final Map<String, String> settings =
      OperatorsFile.fields(only("configmap.yaml").path("data"));

  @Test
  void whatAWorkerIsToldIsWhatItReadsAndSecretsAreApart() {
    var secrets = OperatorsFile.fields(only("secret.example.yaml").path("stringData"));

    assertThat(Known.notRead(settings.keySet())).isEmpty();
    assertThat(settings.keySet()).noneMatch(Known::isSecret);
    assertThat(Known.notRead(secrets.keySet())).isEmpty();
    assertThat(secrets).allSatisfy((name, value) -> assertThat(value).contains("replace-me"));
  }

  @Test
  void everyFileIsAppliedOrSaysThatItIsNot() throws IOException {
    List<String> listed = new ArrayList<>();
    JsonNode kustomization = only("kustomization.yaml");
    kustomization.path("resources").forEach(file -> listed.add(file.asText()));

    try (var files = Files.list(OperatorsFile.ROOT.resolve(FOLDER))) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted().toList())
          .containsAll(listed)
          .filteredOn(file -> !listed.contains(file))
          .containsExactly("kustomization.yaml", "scaledobject.yaml", "secret.example.yaml");
    }
    assertThat(kustomization.path("images").path(0).path("name").asText())
        .isEqualTo(container.path("image").asText());
  }

  @Test
  void aDrainIsWaitedFor() {
    assertThat(Duration.ofSeconds(pod.path("terminationGracePeriodSeconds").asLong()))
        .isGreaterThanOrEqualTo(Known.grace(settings.getOrDefault("DRAIN_TIMEOUT", "10m")));
  }

  @ParameterizedTest
  @CsvSource({
    "livenessProbe, /healthz",
    "startupProbe, /healthz",
    "readinessProbe, /readyz",
  })
  void aProbeAsksWhatThereIsWhereItListens(String probe, String path) {
    JsonNode get = container.path(probe).path("httpGet");

    assertThat(get.path("path").asText()).isEqualTo(path);
    assertThat(
            OperatorsFile.text("agent-adapters/src/main/java/io/echosphere/adapter/http/Site.java"))
        .contains("\"" + path + "\"");
    assertThat(get.path("port").asText())
        .isEqualTo(container.path("ports").path(0).path("name").asText());
    assertThat(container.path("ports").path(0).path("containerPort").asText())
        .isEqualTo(settings.get("HTTP_PORT"));
    assertThat(settings).containsEntry("HTTP_HOST", "0.0.0.0");
  }

  @Test
  void aPodMayDoNothingThatItNeedNot() {
    JsonNode own = container.path("securityContext");

    assertThat(pod.path("securityContext").path("runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.path("securityContext").path("runAsUser").asText())
        .isEqualTo(DockerfileTest.user());
    assertThat(pod.path("securityContext").path("seccompProfile").path("type").asText())
        .isEqualTo("RuntimeDefault");
    assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
    assertThat(own.path("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(own.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(own.path("capabilities").path("drop").path(0).asText()).isEqualTo("ALL");
  }

  @Test
  void whatMustOutliveAPodIsOnAVolumeOfItsOwn() {
    JsonNode mount = container.path("volumeMounts").path(0);

    assertThat(mount.path("mountPath").asText()).isEqualTo(DockerfileTest.directory());
    assertThat(
            set.path("spec")
                .path("volumeClaimTemplates")
                .path(0)
                .path("metadata")
                .path("name")
                .asText())
        .isEqualTo(mount.path("name").asText());
  }

  @Test
  void theMemoryMarkHasABoundToGoByAndProcessorsHaveNone() {
    assertThat(container.path("resources").path("limits").has("memory")).isTrue();
    assertThat(container.path("resources").path("limits").has("cpu")).isFalse();
  }

  @Test
  void everySelectorFindsTheWorkers() {
    JsonNode labels = set.path("spec").path("template").path("metadata").path("labels");
    List<JsonNode> selectors =
        List.of(
            set.path("spec").path("selector").path("matchLabels"),
            only("poddisruptionbudget.yaml").path("spec").path("selector").path("matchLabels"),
            only("networkpolicy.yaml").path("spec").path("podSelector").path("matchLabels"),
            services().get(0).path("spec").path("selector"),
            services().get(1).path("spec").path("selector"));

    assertThat(selectors).allSatisfy(selector -> assertThat(selector).isEqualTo(labels));
    assertThat(services().getFirst().path("metadata").path("name"))
        .isEqualTo(set.path("spec").path("serviceName"));
  }

  @Test
  void scalingAsksForAMetricThatThereIsAndLeavesRoomInEachWorker() {
    JsonNode spec = only("scaledobject.yaml").path("spec");
    JsonNode trigger = spec.path("triggers").path(0).path("metadata");
    String metric = trigger.path("query").asText().replaceAll("sum\\((\\w+)\\)", "$1");

    assertThat(
            OperatorsFile.text(
                "agent-adapters/src/main/java/io/echosphere/adapter/telemetry/Instruments.java"))
        .contains("\"" + metric.replace('_', '.') + "\"");
    assertThat(trigger.path("threshold").asInt())
        .isBetween(1, Integer.parseInt(settings.getOrDefault("MAX_SESSIONS", "20")) - 1);
    assertThat(spec.path("scaleTargetRef").path("name"))
        .isEqualTo(set.path("metadata").path("name"));
    assertThat(spec.path("minReplicaCount")).isEqualTo(set.path("spec").path("replicas"));
  }

  private static List<JsonNode> services() {
    return OperatorsFile.yaml(FOLDER + "service.yaml");
  }

  private static JsonNode only(String file) {
    var documents = OperatorsFile.yaml(FOLDER + file);
    assertThat(documents).hasSize(1);
    return documents.getFirst();
  }
}
