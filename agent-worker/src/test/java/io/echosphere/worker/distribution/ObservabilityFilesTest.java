package io.echosphere.worker.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.echosphere.adapter.telemetry.TelemetryHandle;
import io.echosphere.adapter.telemetry.TelemetrySettings;
import io.echosphere.adapter.telemetry.WorkerFigures;
import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.Telemetry;
import io.echosphere.application.port.out.Telemetry.Amount;
import io.echosphere.application.port.out.Telemetry.Latency;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Dashboards and alerts that name what the product does not measure would stay silent for ever. */
class ObservabilityFilesTest {
  private static final Path FILES = Path.of("../docs/deploy/observability");
  private static final Pattern SAMPLE = Pattern.compile("^([a-z0-9_]+)(?:\\{(.*)})? \\S+$");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"");
  private static final Pattern NAME =
      Pattern.compile("\\b[a-z]+(?:_[a-z0-9]+)+\\b(?=\\s*(?:[{)\\[><*=+-]|$| and))");
  private static final Pattern BY = Pattern.compile("by \\(([^)]*)\\)");
  private static final Pattern LEGEND = Pattern.compile("\\{\\{ *(?:\\$labels\\.)?([a-z_]+) *}}");

  /** Given by Prometheus or the collector. */
  private static final Set<String> ADDED = Set.of("instance", "job", "le");

  /** Only while something was collected, which a test cannot force. */
  private static final Map<String, Set<String>> SELDOM =
      Map.of("jvm_gc_duration_seconds", Set.of("jvm_gc_name", "jvm_gc_action"));

  private static final Map<String, Set<String>> MEASURED = new TreeMap<>();
  private static final Set<String> HISTOGRAMS = new TreeSet<>();

  @BeforeAll
  static void measureEverythingOnce() throws Exception {
    var settings =
        new TelemetrySettings(
            true,
            Map.of("OTEL_TRACES_EXPORTER", "none", "OTEL_METRICS_EXPORTER", "none"),
            false,
            Map.of(),
            Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    try (var handle = TelemetryHandle.start(settings, (_, _, _) -> {});
        var client = HttpClient.newHttpClient()) {
      handle.observe(new Figures());
      use(handle.telemetry());
      var address = URI.create("http://127.0.0.1:" + handle.prometheusPort() + "/metrics");
      client
          .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
          .body()
          .lines()
          .forEach(ObservabilityFilesTest::line);
    }
    MEASURED.putAll(SELDOM);
  }

  private static void line(String line) {
    if (line.startsWith("# TYPE ") && line.endsWith(" histogram")) {
      HISTOGRAMS.add(line.split(" ", -1)[2]);
    } else if (!line.startsWith("#")) {
      sample(line);
    }
  }

  private static void sample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    assertThat(sample.matches()).as(line).isTrue();
    String name = sample.group(1);
    String histogram = name.replaceFirst("_(bucket|sum|count)$", "");
    var labels =
        MEASURED.computeIfAbsent(
            HISTOGRAMS.contains(histogram) ? histogram : name, _ -> new TreeSet<>());
    if (sample.group(2) != null) {
      LABEL.matcher(sample.group(2)).results().forEach(it -> labels.add(it.group(1)));
    }
    labels.remove("le");
  }

  private static void use(Telemetry telemetry) {
    var call = telemetry.call("job", "room");
    for (Latency latency : Latency.values()) {
      call.latency(latency, Duration.ofMillis(100));
    }
    for (Amount amount : Amount.values()) {
      call.used(amount, "some", 1);
    }
    var failure = new Failure(FailureKind.TIMEOUT, "late");
    call.failed("tts", failure);
    call.end(true, "over");
    for (Telemetry.Direction direction : Telemetry.Direction.values()) {
      telemetry.framesDropped(direction, 1);
    }
    telemetry.circuitOpened("polly");
    telemetry.pacerBeat(1_000, 1);
    telemetry.reconnected(Telemetry.Reconnection.RESUME, true);
    var statement = telemetry.statement("add message");
    statement.failed(failure);
    statement.end();
  }

  @Test
  void alertsAskForWhatIsMeasured() throws Exception {
    List<Map<String, Object>> rules = new ArrayList<>();
    maps(yaml("alerts.yaml").get("groups"))
        .forEach(group -> rules.addAll(maps(group.get("rules"))));
    assertThat(rules).hasSizeGreaterThan(10);
    for (Map<String, Object> rule : rules) {
      assertThat(rule).containsKeys("alert", "expr", "for", "labels", "annotations");
      check(String.valueOf(rule.get("expr")), String.valueOf(rule.get("annotations")));
    }
  }

  @Test
  void theDashboardShowsWhatIsMeasured() throws Exception {
    JsonNode dashboard =
        new ObjectMapper()
            .readTree(Files.readString(FILES.resolve("grafana/dashboards/echosphere.json")));
    assertThat(dashboard.path("uid").asText()).isEqualTo("echosphere");
    var shown = new TreeSet<String>();
    for (JsonNode panel : dashboard.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        shown.addAll(check(target.path("expr").asText(), target.path("legendFormat").asText()));
      }
    }
    assertThat(shown).as("metrics nobody sees").containsAll(MEASURED.keySet());
  }

  @Test
  void theCollectorsAndTheirReadersFitTogether() throws Exception {
    var collector = yaml("otel-collector.yaml");
    assertThat(collector).containsKeys("receivers", "processors", "exporters", "service");
    assertThat(Files.readString(FILES.resolve("otel-collector.yaml")))
        .contains("tempo:4317", "0.0.0.0:8889");
    assertThat(yaml("tempo.yaml")).containsKeys("server", "distributor", "storage");
    var prometheus = yaml("prometheus.yaml");
    assertThat(prometheus.get("rule_files")).isEqualTo(List.of("/etc/prometheus/alerts.yaml"));
    assertThat(String.valueOf(prometheus.get("scrape_configs"))).contains("otel-collector:8889");
    var sources = maps(yaml("grafana/provisioning/datasources/echosphere.yaml").get("datasources"));
    assertThat(sources).extracting(it -> it.get("uid")).containsExactly("prometheus", "tempo");
    yaml("grafana/provisioning/dashboards/echosphere.yaml");
  }

  @Test
  void theDocumentationListsEveryMetric() throws Exception {
    Set<String> documented =
        Pattern.compile("(?m)^\\| `[a-z0-9._]+` \\| `([a-z0-9]+(?:_[a-z0-9]+)+)` \\|")
            .matcher(Files.readString(Path.of("../docs/telemetry.md")))
            .results()
            .map(it -> it.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(documented).isEqualTo(MEASURED.keySet());
  }

  /** Checks one question and the labels that are shown of its answer; gives the metrics. */
  private static Set<String> check(String question, String legend) {
    String bare = question.replaceAll("\"[^\"]*\"", "\"\"");
    var metrics = new TreeSet<String>();
    var labels = new TreeSet<>(ADDED);
    var found = NAME.matcher(bare.replaceAll("by \\([^)]*\\)", "").replaceAll("\\{[^}]*}", "{}"));
    while (found.find()) {
      if (found.group().equals("histogram_quantile")) {
        continue;
      }
      String name = found.group().replaceFirst("_bucket$", "");
      assertThat(MEASURED).as(question).containsKey(name);
      metrics.add(name);
      labels.addAll(MEASURED.get(name));
    }
    assertThat(metrics).as(question).isNotEmpty();
    var asked = new ArrayList<String>();
    BY.matcher(bare).results().forEach(it -> asked.addAll(List.of(it.group(1).split(", *", -1))));
    LABEL.matcher(bare).results().forEach(it -> asked.add(it.group(1)));
    LEGEND.matcher(legend).results().forEach(it -> asked.add(it.group(1)));
    Pattern.compile("([a-z_]+)!=").matcher(bare).results().forEach(it -> asked.add(it.group(1)));
    assertThat(labels).as("%s / %s", question, legend).containsAll(asked);
    return metrics;
  }

  private static Map<String, Object> yaml(String file) throws Exception {
    return new HashMap<>(
        new Yaml().<Map<String, Object>>load(Files.readString(FILES.resolve(file))));
  }

  @SuppressWarnings("unchecked") // YAML's lists of maps
  private static List<Map<String, Object>> maps(@Nullable Object list) {
    return (List<Map<String, Object>>) Objects.requireNonNull(list);
  }

  /** A worker about which everything is known. */
  private static final class Figures implements WorkerFigures {
    @Override
    public Journal journal() {
      return new Journal(1, Duration.ofSeconds(1), 1, 1, 1);
    }

    @Override
    public Standing standing() {
      return new Standing(0.5, true, true);
    }

    @Override
    public Cost cost() {
      return new Cost(Map.of("transcribe", 1.0), Map.of("new", 1L), OptionalDouble.of(1));
    }
  }
}
