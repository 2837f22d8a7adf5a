package io.echosphere.worker.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.worker.config.Setting;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DockerfileTest {
  private static final String TEXT = OperatorsFile.text("Dockerfile");

  /** The worker's own stage, which comes last. */
  private static final String WORKER = TEXT.substring(TEXT.lastIndexOf("\nFROM "));

  /** Where the image keeps what must outlive a container. */
  static String directory() {
    return group(WORKER, "(?m)^VOLUME (\\S+)$");
  }

  /** The user that everything runs as. */
  static String user() {
    return group(WORKER, "(?m)^USER (\\d+):\\d+$");
  }

  @Test
  void everyImageIsPinned() {
    var images = Pattern.compile("(?m)^FROM (\\S+)").matcher(TEXT).results().toList();

    assertThat(images).hasSizeGreaterThan(3);
    assertThat(images).allSatisfy(image -> assertThat(image.group(1)).matches(Known.PINNED));
  }

  @Test
  void theJavaIsOfTheReleaseThatIsBuiltFor() {
    assertThat(group(TEXT, "(?m)^FROM eclipse-temurin:(\\d+)\\."))
        .isEqualTo(String.valueOf(Runtime.version().feature()));
  }

  @Test
  void theLiveKitThatTheCacheIsMadeWithIsTheOneTestedWith() {
    assertThat(OperatorsFile.text("docker-compose.yml")).contains(livekit());
    assertThat(
            OperatorsFile.text(
                "agent-simulator/src/main/java/io/echosphere/simulator/stack/LiveKitBinary.java"))
        .contains("\"" + livekit().replaceFirst(".*:v", "") + "\"");
  }

  /** A worker that lacks one ends with exit code 1. */
  @Test
  void bothStagesHaveTheLibrariesThatWebRtcIsLinkedAgainst() {
    String source =
        OperatorsFile.text(
            "agent-adapters/src/main/java/io/echosphere/adapter/webrtc/NativeLibraryMissing.java");
    List<String> packages =
        Pattern.compile("\"lib[\\w-]+\\.so\\.\\d\", \"(lib[\\w-]+)\"")
            .matcher(source)
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(packages).hasSize(7);
    for (String needed : packages) {
      assertThat(TEXT.split(" " + needed + "\\b", -1)).as(needed).hasSize(3);
    }
  }

  @Test
  void nothingRunsAsRootAndWhatIsRunBelongsToRoot() {
    assertThat(Integer.parseInt(user())).isGreaterThan(1_000);
    assertThat(WORKER.indexOf("\nUSER ")).isGreaterThan(WORKER.lastIndexOf("\nCOPY "));
    assertThat(WORKER).doesNotContain("--chown");
  }

  @Test
  void itsVariablesAreReadAndHoldNoSecret() {
    List<String> variables =
        Pattern.compile("\\b([A-Z][A-Z_]+)=")
            .matcher(environment())
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(variables).isNotEmpty();
    assertThat(Known.notRead(variables)).isEmpty();
    assertThat(variables).noneMatch(Known::isSecret);
  }

  @Test
  void thePortIsTheSettings() {
    assertThat(group(WORKER, "(?m)^EXPOSE (\\d+)$")).isEqualTo(Setting.HTTP_PORT.defaultValue());
  }

  @Test
  void secretsAndHistoriesStayOutOfTheBuild() {
    assertThat(OperatorsFile.text(".dockerignore").lines())
        .contains(".git", "**/.env", "**/target", "**/node_modules");
  }

  private static String livekit() {
    return group(TEXT, "(?m)^FROM (livekit/livekit-server:\\S+)");
  }

  private static String environment() {
    return group(WORKER, "(?m)^ENV ((?:.*\\\\\\n)*.*)$");
  }

  private static String group(String text, String regex) {
    var found = Pattern.compile(regex).matcher(text);
    assertThat(found.find()).as(regex).isTrue();
    return found.group(1);
  }
}
