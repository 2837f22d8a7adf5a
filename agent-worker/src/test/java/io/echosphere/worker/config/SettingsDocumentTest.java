package io.echosphere.worker.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdimascio.dotenv.Dotenv;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsDocumentTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path directory;

  @Test
  void theExampleFileNamesWhatTheReaderReads() throws Exception {
    assertThat(ROOT.resolve(".env.example"))
        .as("write it anew with: bin/echosphere settings --env > .env.example")
        .content()
        .isEqualTo(SettingsDocument.envExample());
  }

  @Test
  void thePageNamesWhatTheReaderReads() throws Exception {
    assertThat(ROOT.resolve("docs/configuration.md"))
        .as("write it anew with: bin/echosphere settings --markdown > docs/configuration.md")
        .content()
        .isEqualTo(SettingsDocument.markdown());
  }

  @Test
  void theExampleWorksAsItStands() throws Exception {
    Files.writeString(directory.resolve(".env"), SettingsDocument.envExample());

    Environment environment = Environment.of(Map.of(), directory);

    assertThat(WorkerConfig.load(environment.variables()).warnings()).isEmpty();
  }

  @Test
  void theCommentedLinesHoldTheDefaults() throws Exception {
    String all = SettingsDocument.envExample().replaceAll("(?m)^# ([A-Z_]+=)", "$1");
    Files.writeString(
        directory.resolve(".env"), all.replaceFirst("AGENT_INSTRUCTIONS_FILE=\n", ""));

    var spelledOut = new HashMap<String, String>();
    Dotenv.configure()
        .directory(directory.toString())
        .load()
        .entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)
        .forEach(entry -> spelledOut.put(entry.getKey(), entry.getValue()));

    assertThat(spelledOut).hasSizeGreaterThan(30);
    assertThat(WorkerConfig.from(spelledOut))
        .usingRecursiveComparison()
        .isEqualTo(WorkerConfig.from(Environment.of(Map.of(), example()).variables()));
  }

  private Path example() throws Exception {
    Path own = Files.createDirectory(directory.resolve("example"));
    Files.writeString(own.resolve(".env"), SettingsDocument.envExample());
    return own;
  }
}
