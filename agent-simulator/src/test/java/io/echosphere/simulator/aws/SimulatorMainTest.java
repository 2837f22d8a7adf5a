package io.echosphere.simulator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command line makes of its options. */
final class SimulatorMainTest {
  @TempDir private Path directory;

  @Test
  void optionsBecomeSettings() throws Exception {
    Path script =
        Files.writeString(directory.resolve("s.json"), "{\"otherwise\":{\"en-US\":\"X\"}}");
    CommandLine command = SimulatorMain.commandLine();
    command.parseArgs(
        "--port=4566",
        "--final-delay-ms=1",
        "--first-token-ms=2",
        "--first-byte-ms=3",
        "--tls",
        "--script=" + script);

    SimulatorSettings settings = ((SimulatorMain) command.getCommand()).settings();

    assertThat(settings.port()).isEqualTo(4566);
    assertThat(settings.hearing().finalDelay()).isEqualTo(Duration.ofMillis(1));
    assertThat(settings.firstToken()).isEqualTo(Duration.ofMillis(2));
    assertThat(settings.firstByte()).isEqualTo(Duration.ofMillis(3));
    assertThat(settings.tls()).isTrue();
    assertThat(settings.script().reply("Hello")).isEqualTo("X");
  }

  @Test
  void withoutOptionsTheDefaultsHold() throws Exception {
    CommandLine command = SimulatorMain.commandLine();
    command.parseArgs();

    assertThat(((SimulatorMain) command.getCommand()).settings())
        .isEqualTo(SimulatorSettings.defaults());
  }

  @Test
  void aScriptThatIsNoJsonEndsTheProgramWithItsName() throws Exception {
    Path script = Files.writeString(directory.resolve("broken.json"), "{");
    StringWriter errors = new StringWriter();
    CommandLine command = SimulatorMain.commandLine().setErr(new PrintWriter(errors, true));

    assertThat(command.execute("--script=" + script)).isEqualTo(1);
    assertThat(errors.toString()).contains("broken.json");
  }

  @Test
  void aPortThatIsTakenEndsTheProgramWithItsNumber() throws Exception {
    try (AwsSimulator first = AwsSimulator.start(SimulatorSettings.defaults())) {
      StringWriter errors = new StringWriter();
      CommandLine command = SimulatorMain.commandLine().setErr(new PrintWriter(errors, true));

      assertThat(command.execute("--port=" + first.endpoint().getPort())).isEqualTo(1);
      assertThat(errors.toString()).contains("127.0.0.1:" + first.endpoint().getPort());
    }
  }
}
