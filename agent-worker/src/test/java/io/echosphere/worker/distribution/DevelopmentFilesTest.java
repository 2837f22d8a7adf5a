package io.echosphere.worker.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DevelopmentFilesTest {
  /** The README's commands would start a worker that its own LiveKit or PostgreSQL refuses. */
  @Test
  void theComposeFileTakesTheKeysAndTheDatabaseOfTheExampleEnvironment() throws IOException {
    List<String> example = Files.readAllLines(Path.of("../.env.example"));
    String compose = Files.readString(Path.of("../docker-compose.yml"));

    String key = value(example, "LIVEKIT_API_KEY");
    String secret = value(example, "LIVEKIT_API_SECRET");
    assertThat(compose).contains("        " + key + ": " + secret + "\n");
    assertThat(value(example, "LIVEKIT_URL")).isEqualTo("ws://127.0.0.1:7880");
    assertThat(compose).contains("port: 7880\n");
    assertThat(value(example, "DATABASE_URL"))
        .isEqualTo("postgresql://echosphere:echosphere@127.0.0.1:5432/echosphere");
    assertThat(compose)
        .contains("POSTGRES_USER: echosphere\n")
        .contains("POSTGRES_PASSWORD: echosphere\n")
        .contains("POSTGRES_DB: echosphere\n")
        .contains("\"127.0.0.1:5432:5432\"");
  }

  private static String value(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not set in .env.example"));
  }
}
