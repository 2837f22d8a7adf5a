package io.echosphere.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
  @TempDir Path directory;

  @Test
  void readsTheFileBeneathTheEnvironment() throws Exception {
    file("# comment\nTTS_VOICE=Takumi\nLOG_LEVEL=DEBUG\nAGENT_GREETING=\"もしもし、 どうぞ\"\n");

    Environment environment = Environment.of(Map.of("TTS_VOICE", "Tomoko"), directory);

    assertThat(environment.variables())
        .containsOnly(
            Map.entry("TTS_VOICE", "Tomoko"),
            Map.entry("LOG_LEVEL", "DEBUG"),
            Map.entry("AGENT_GREETING", "もしもし、 どうぞ"));
  }

  @Test
  void doesWithoutAFile() throws Exception {
    assertThat(Environment.of(Map.of("A", "b"), directory).variables())
        .containsExactly(Map.entry("A", "b"));
  }

  @Test
  void passesOnWhatTheLibrariesReadByThemselves() throws Exception {
    file(
        """
        AWS_SECRET_ACCESS_KEY=s
        AWS_ENDPOINT_URL_BEDROCK_RUNTIME=http://127.0.0.1:1
        AWS_PROFILE=mine
        OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4317
        """);
    var properties = new Properties();

    Environment.of(Map.of("AWS_PROFILE", "theirs"), directory).exportTo(properties);

    assertThat(properties)
        .containsOnly(
            Map.entry("aws.secretAccessKey", "s"),
            Map.entry("aws.endpointUrlBedrockRuntime", "http://127.0.0.1:1"),
            Map.entry("otel.exporter.otlp.endpoint", "http://127.0.0.1:4317"));
  }

  @Test
  void refusesALineThatIsNoVariableWithoutShowingIt() throws Exception {
    file("my-secret-without-a-name\n");

    assertThatThrownBy(() -> Environment.of(Map.of(), directory))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining(".env")
        .hasMessageNotContaining("my-secret");
  }

  private void file(String text) throws IOException {
    Files.writeString(directory.resolve(".env"), text);
  }
}
