package io.echosphere.worker.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Looks at {@code target/echosphere} as packaged. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class DistributionIT {
  private static final Path HOME = Path.of("target/echosphere").toAbsolutePath();

  @TempDir Path directory;

  @Test
  void neitherTheSimulatorNorTestLibrariesAreShipped() throws IOException {
    assertThat(jars())
        .isNotEmpty()
        .noneMatch(jar -> jar.matches(".*(simulator|tests|junit|assertj|testcontainers|zonky).*"));
  }

  @Test
  void nativeCodeIsShippedForOneSystemOnly() throws IOException {
    assertThat(jars().stream().filter(jar -> jar.matches("webrtc-java-.*-.*_?\\w+64\\.jar")))
        .hasSize(1);
  }

  @Test
  void everyShippedLibraryIsNamedInTheNotices() throws IOException {
    String notices = Files.readString(HOME.resolve("THIRD-PARTY-NOTICES.md"));
    String list = Files.readString(HOME.resolve("THIRD-PARTY.txt"));
    List<String> unnamed =
        jars().stream()
            .map(jar -> jar.replaceFirst("-\\d.*", ""))
            .filter(name -> !name.startsWith("agent-") && !name.equals("db"))
            .filter(name -> !notices.contains("`" + name + "`") || !list.contains(":" + name + ":"))
            .toList();

    assertThat(unnamed).isEmpty();
    assertThat(HOME.resolve("LICENSE")).exists();
    assertThat(HOME.resolve("NOTICE")).exists();
    assertThat(HOME.resolve(".env.example")).exists();
  }

  @Test
  void theLauncherWorksThroughSymbolicLinksAndFromAnywhere() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("one"), HOME.resolve("bin/echosphere"));
    Path second = Files.createSymbolicLink(directory.resolve("two"), Path.of("one"));
    assertThat(link).isSymbolicLink();

    Result result = run(Map.of(), second.toString(), "--version");

    assertThat(result.code()).as(result.output()).isZero();
    assertThat(result.output()).contains("0.1.0");
  }

  @Test
  void withoutAJavaTheLauncherSaysHowToGetOne() throws Exception {
    Path launcher = withoutUsualPlaces();
    Map<String, String> noJava = Map.of("PATH", tools(), "HOME", directory.toString());

    Result result = run(noJava, launcher.toString(), "--version");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.output()).contains("needs Java 25").contains("apt-get install");
  }

  @Test
  void theOperatorsOwnJvmOptionsWinOverTheLaunchers() throws Exception {
    Result result =
        run(
            Map.of("ECHOSPHERE_JVM_OPTS", "-XX:+UseSerialGC -Xmx123m -XX:+PrintFlagsFinal"),
            HOME.resolve("bin/echosphere").toString(),
            "--version");

    assertThat(result.code()).as(result.output()).isZero();
    assertThat(result.output())
        .containsPattern("UseSerialGC +=? *= true")
        .containsPattern("MaxHeapSize += 130023424");
  }

  @Test
  void withoutALocaleJapaneseIsReadAsItWasWritten() throws Exception {
    // The shell writes the bytes, whatever the locale of this test is.
    String command = "LANG= LC_ALL=C LOG_LEVEL=$(printf '\\346\\235\\261\\344\\272\\254') $0 start";
    Result result = run(Map.of(), "sh", "-c", command, HOME.resolve("bin/echosphere").toString());

    assertThat(result.code()).as(result.output()).isEqualTo(2);
    assertThat(result.output()).contains("LOG_LEVEL").contains("東京");
  }

  private record Result(int code, String output) {}

  private static List<String> jars() throws IOException {
    try (Stream<Path> files = Files.list(HOME.resolve("lib"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar"))
          .toList();
    }
  }

  /** The launcher, as on a machine that has nothing where Javas usually lie. */
  private Path withoutUsualPlaces() throws IOException {
    String script = Files.readString(HOME.resolve("bin/echosphere"));
    assertThat(script).contains("/usr/lib/jvm/* /opt/*jdk* /opt/java/* /usr/java/*");
    script = script.replace("/usr/lib/jvm/* /opt/*jdk* /opt/java/* /usr/java/*", "/nowhere/*");
    Path bin = Files.createDirectory(directory.resolve("bin"));
    Path launcher = Files.writeString(bin.resolve("echosphere"), script);
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    return launcher;
  }

  /** A PATH with the few tools the launcher uses, and no java. */
  private String tools() throws IOException {
    Path tools = Files.createDirectory(directory.resolve("tools"));
    for (String tool : List.of("sh", "readlink", "dirname", "grep", "cat")) {
      for (String place : List.of("/bin/", "/usr/bin/")) {
        Path program = Path.of(place + tool);
        if (Files.exists(program) && Files.notExists(tools.resolve(tool))) {
          Files.createSymbolicLink(tools.resolve(tool), program);
        }
      }
    }
    return tools.toString();
  }

  private Result run(Map<String, String> environment, String... command) throws Exception {
    Path output = directory.resolve("output");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(output.toFile()).directory(directory.toFile());
    if (environment.containsKey("PATH")) {
      builder.environment().clear();
    }
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("did not end: " + String.join(" ", command));
    }
    return new Result(process.exitValue(), Files.readString(output));
  }
}
