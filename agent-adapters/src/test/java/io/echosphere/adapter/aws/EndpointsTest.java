package io.echosphere.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.simulator.aws.AwsSimulator;
import io.echosphere.simulator.aws.SimulatorSettings;
import io.echosphere.simulator.aws.call.Call;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.utils.internal.SystemSettingUtilsTestBackdoor;

/**
 * Where the clients go, in an operator's environment. Two simulators stand for two addresses; in
 * the tables {@code A} and {@code B} are put for them.
 */
final class EndpointsTest {
  private static final String NOWHERE = "http://127.0.0.1:1";
  private static final Map<String, String> SIGNED =
      Map.of("AWS_ACCESS_KEY_ID", "simulator", "AWS_SECRET_ACCESS_KEY", "simulator");

  @TempDir Path directory;

  @AfterEach
  void forget() {
    SystemSettingUtilsTestBackdoor.clearEnvironmentVariableOverrides();
  }

  static List<Arguments> environments() {
    return List.of(
        Arguments.of(
            "one address for all",
            Map.of("AWS_ENDPOINT_URL", "A"),
            List.of("bedrock", "polly", "transcribe"),
            List.of()),
        Arguments.of(
            "one for each",
            Map.of(
                "AWS_ENDPOINT_URL_TRANSCRIBE_STREAMING", "A",
                "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "B",
                "AWS_ENDPOINT_URL_POLLY", "A"),
            List.of("polly", "transcribe"),
            List.of("bedrock")),
        Arguments.of(
            "a service's own wins",
            Map.of("AWS_ENDPOINT_URL", "A", "AWS_ENDPOINT_URL_POLLY", "B"),
            List.of("bedrock", "transcribe"),
            List.of("polly")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("environments")
  void eachServiceIsAskedWhereTheEnvironmentSays(
      String name, Map<String, String> environment, List<String> atA, List<String> atB)
      throws Exception {
    try (var a = simulator();
        var b = simulator()) {
      warm(
          environment.entrySet().stream()
              .collect(
                  TreeMap::new,
                  (all, entry) ->
                      all.put(
                          entry.getKey(),
                          (entry.getValue().equals("A") ? a : b).endpoint().toString()),
                  Map::putAll));

      assertThat(asked(a)).as(name).isEqualTo(atA);
      assertThat(asked(b)).as(name).isEqualTo(atB);
    }
  }

  @Test
  void aProfileMaySayItToo() throws Exception {
    try (var a = simulator()) {
      Path config = directory.resolve("config");
      Files.writeString(
          config,
          """
          [profile voice]
          services = local
          aws_access_key_id = FROM-PROFILE
          aws_secret_access_key = never-checked
          [services local]
          polly =
            endpoint_url = %1$s
          bedrock_runtime =
            endpoint_url = %1$s
          transcribe_streaming =
            endpoint_url = %1$s
          """
              .formatted(a.endpoint()));
      var environment = new TreeMap<String, String>();
      environment.put("AWS_CONFIG_FILE", config.toString());
      environment.put("AWS_SHARED_CREDENTIALS_FILE", directory.resolve("none").toString());
      environment.put("AWS_PROFILE", "voice");
      environment.forEach(SystemSettingUtilsTestBackdoor::addEnvironmentVariableOverride);
      warmClients();

      assertThat(asked(a)).containsExactly("bedrock", "polly", "transcribe");
      assertThat(a.calls())
          .extracting(call -> call.parameter("AccessKeyId"))
          .containsOnly("FROM-PROFILE");
    }
  }

  /** Three services, one region: the one we pass, whatever the environment has. */
  @Test
  void theRegionIsTheOneThatWasConfigured() throws Exception {
    try (var a = simulator()) {
      warm(Map.of("AWS_ENDPOINT_URL", a.endpoint().toString(), "AWS_REGION", "us-east-1"));

      assertThat(a.calls())
          .hasSize(3)
          .extracting(call -> call.parameter("Region"))
          .containsOnly("ap-northeast-1");
    }
  }

  @Test
  void anAddressWhereNobodyAnswersFailsInTimeAndNothingElseIsAsked() throws Exception {
    try (var a = simulator()) {
      warm(Map.of("AWS_ENDPOINT_URL", a.endpoint().toString(), "AWS_ENDPOINT_URL_POLLY", NOWHERE));

      assertThat(asked(a)).containsExactly("bedrock", "transcribe");
    }
  }

  private static void warm(Map<String, String> environment) throws Exception {
    Stream.of(environment, SIGNED)
        .forEach(
            part -> part.forEach(SystemSettingUtilsTestBackdoor::addEnvironmentVariableOverride));
    warmClients();
  }

  private static void warmClients() throws Exception {
    try (var clients = new AwsClients(AwsSettings.of("ap-northeast-1"))) {
      clients.warm().toCompletableFuture().get(Bench.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static AwsSimulator simulator() throws Exception {
    return AwsSimulator.start(SimulatorSettings.defaults().immediate());
  }

  private static List<String> asked(AwsSimulator simulator) {
    return simulator.calls().stream()
        .map(Call::service)
        .map(service -> service.name().toLowerCase(java.util.Locale.ROOT))
        .distinct()
        .sorted()
        .toList();
  }
}
