package io.echosphere.worker.command;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import io.echosphere.simulator.stack.LiveKitServer;
import io.echosphere.worker.call.WavFile;
import io.echosphere.worker.config.WebConfig;
import io.echosphere.worker.config.WorkerConfig;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class EchoSphereTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<WorkerConfig> started = new ArrayList<>();
  private final List<WebConfig> pages = new ArrayList<>();
  private final Map<String, String> variables = new HashMap<>();

  @TempDir Path directory;

  @AfterEach
  void silence() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
  }

  @Test
  void startNamesEveryBrokenVariableOnALineOfItsOwnAndExitsWithTwo() {
    variables.put("LIVEKIT_URL", "htp://livekit");
    variables.put("LIVEKIT_API_SECRET", "hush-hush");
    variables.put("MAX_SESSIONS", "many");
    variables.put("TTS_VOICE", "Joanna");
    variables.put("DATABASE_URL", "mysql://root:hush-hush@db/echo");

    assertThat(run("start")).isEqualTo(2);

    assertThat(started).isEmpty();
    assertThat(err().lines().toList())
        .hasSize(6)
        .element(0)
        .isEqualTo("echosphere: the configuration has 5 problems:");
    assertThat(err())
        .contains("  LIVEKIT_URL ", "  LIVEKIT_API_KEY ", "  MAX_SESSIONS ", "  TTS_VOICE ")
        .contains("  DATABASE_URL ")
        .doesNotContain("hush-hush");
  }

  @Test
  void startRunsAWorkerWithTheConfigurationAndExitsWithItsCode() throws Exception {
    Files.writeString(directory.resolve(".env"), "LIVEKIT_API_KEY=from-file\nMAX_SESSIONS=3\n");
    variables.put("LIVEKIT_URL", "ws://livekit:7880");
    variables.put("LIVEKIT_API_SECRET", "secret");
    variables.put("DATABASE_URL", "none");
    variables.put("MAX_SESSIONS", "7");
    variables.put("STT_LANGUAGE_", "ja-JP");

    assertThat(run("start")).isEqualTo(41);

    assertThat(started).hasSize(1);
    assertThat(started.getFirst().livekit().apiKey()).isEqualTo("from-file");
    assertThat(started.getFirst().limits().maxSessions()).isEqualTo(7);
    assertThat(out()).contains("STT_LANGUAGE_ is not a setting; did you mean STT_LANGUAGE?");
  }

  @Test
  void webServesThePageWithoutAnyKeysAndSaysWhatIsMissing() {
    assertThat(run("web")).isEqualTo(42);

    assertThat(pages).hasSize(1);
    assertThat(pages.getFirst().livekit()).isEmpty();
    assertThat(out())
        .contains("LIVEKIT_API_KEY is not set: the page is served, but no tokens")
        .doesNotContain("ERROR");
    assertThat(err()).isEmpty();
  }

  @Test
  void webNamesEveryBrokenVariableWithoutItsSecretAndExitsWithTwo() {
    variables.put("HTTP_PORT", "65536");
    variables.put("ADMIN_API_KEY", "hush");
    variables.put("API_KEYS", "hush-hush-hush-hush,hush");
    variables.put("TRUSTED_PROXIES", "10.0.0.0/8,proxy");
    variables.put("ALLOWED_ORIGINS", "https://example.com/");
    variables.put("ROOM_NAMES", "secret");

    assertThat(run("web")).isEqualTo(2);

    assertThat(pages).isEmpty();
    assertThat(err())
        .contains("has 6 problems")
        .contains("  HTTP_PORT ", "  ADMIN_API_KEY ", "  API_KEYS ", "  TRUSTED_PROXIES ")
        .contains("  ALLOWED_ORIGINS ", "  ROOM_NAMES ")
        .doesNotContain("hush");
  }

  @Test
  void inviteWritesALinkThatOnlyTheSecretCanMake() {
    assertThat(run("invite")).isEqualTo(2);
    assertThat(err()).contains("INVITE_SECRET is not set");

    variables.put("INVITE_SECRET", "a-secret-of-the-operator");
    assertThat(run("invite", "--room", "朝 会", "--url", "https://talk.example/")).isZero();

    assertThat(out())
        .startsWith("https://talk.example/room/%E6%9C%9D%20%E4%BC%9A#invite=v1.")
        .doesNotContain("a-secret-of-the-operator");
  }

  @Test
  void checkListsConfigurationProblemsAndFails() {
    assertThat(run("check")).isEqualTo(1);

    assertThat(out())
        .contains("failed   LIVEKIT_URL", "failed   DATABASE_URL", "skipped  all else");
    assertThat(err()).isEmpty();
  }

  @Test
  void callSaysWhatToLookForWhenNoAgentComes() {
    try (var server = LiveKitServer.start()) {
      variables.put("LIVEKIT_URL", server.url());
      variables.put("LIVEKIT_API_KEY", server.apiKey());
      variables.put("LIVEKIT_API_SECRET", server.apiSecret());

      assertThat(run("call", "--room", "lonely", "--timeout", "2", "--json")).isEqualTo(1);

      assertThat(out().lines()).singleElement().asString().startsWith("{\"event\":\"summary\"");
      assertThat(out()).contains("no agent came", "is a worker running", "AGENT_NAME");
    }
  }

  @Test
  void callRefusesWhatItCannotSay() {
    assertThat(run("call", "--wav", "nothing.wav")).isEqualTo(2);
    assertThat(err()).contains("there is no file nothing.wav").contains("--help");
  }

  @Test
  void callNeedsATurnToSpeakOverAReply() {
    assertThat(run("call", "--turns", "1", "--barge-in")).isEqualTo(2);
    assertThat(err()).contains("--turns 2");
  }

  @Test
  void callPlacesSoundsAndMessagesOnlyWhereThereAreTurns() throws Exception {
    Path sound = directory.resolve("un.wav");
    try (InputStream stream = WavFile.class.getResourceAsStream("en-music.wav")) {
      Files.copy(Objects.requireNonNull(stream), sound);
    }

    assertThat(run("call", "--backchannel", "3=" + sound)).isEqualTo(2);
    assertThat(err()).contains("turns from 1 to 2");
    assertThat(run("call", "--backchannel", "1=" + sound, "--noise", "1=" + sound)).isEqualTo(2);
    assertThat(err()).contains("only one --backchannel or --noise");
    assertThat(run("call", "--say", "1= ")).isEqualTo(2);
    assertThat(err()).contains("--say needs something to type");
    assertThat(run("call", "--say", "Hello")).isEqualTo(2);
    assertThat(err()).contains("TURN=TEXT");
    assertThat(run("call", "--noise", "1=nothing.wav")).isEqualTo(2);
    assertThat(err()).contains("there is no file nothing.wav");
    assertThat(run("call", "--noise", "1=" + sound, "--replies", directory.toString()))
        .isEqualTo(2);
    assertThat(err()).contains("holds no file of the name");
  }

  @Test
  void versionNamesTheCommitAndThePieces() {
    assertThat(run("version")).isZero();

    assertThat(out())
        .containsPattern("echosphere \\d+\\.\\d+\\.\\d+")
        .containsPattern("commit +\\S+")
        .containsPattern("webrtc-java +\\d")
        .containsPattern("java +25")
        .doesNotContain("${");
  }

  @Test
  void anUnknownCommandIsAMistakeAndNamesTheNearest() {
    assertThat(run("strat")).isEqualTo(2);
    assertThat(err()).contains("strat").contains("start");
  }

  @Test
  void noCommandIsAMistake() {
    assertThat(run()).isEqualTo(2);
    assertThat(err()).contains("echosphere --help");
  }

  @Test
  void helpListsTheCommandsWithoutColoursAwayFromATerminal() {
    assertThat(run("--help")).isZero();

    assertThat(out()).contains("start", "check", "call", "version").doesNotContain("\u001b");
    assertThat(out()).doesNotContain("settings");
  }

  @Test
  void everyCommandHasHelp() {
    for (String command : List.of("start", "health", "check", "call", "replay", "version")) {
      assertThat(run(command, "--help")).isZero();
    }
    assertThat(out()).contains("--barge-in");
  }

  private int run(String... args) {
    var console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            variables,
            directory,
            false);
    return EchoSphere.run(
        console,
        new EchoSphere.Programs(
            config -> {
              started.add(config);
              return 41;
            },
            config -> {
              pages.add(config);
              return 42;
            }),
        args);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
