package io.echosphere.simulator.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.simulator.audio.WavFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Against a shell script in the synthesizer's place, so that no machine lacks it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in is a shell script")
class CommandSynthesizerTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void readsTheTextFromStandardInputAndResamplesTheFile() throws IOException {
    short[] tone = new short[22_050];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (short) (9_000 * Math.sin(0.1 * i));
    }
    Files.write(folder.resolve("tone.wav"), new WavFile(22_050, tone).toBytes());
    standIn("grep -q '^say this$' || exit 1\nfor last; do :; done\ncp '%s' \"$last\"");

    assertThat(espeak().orElseThrow().speak("say this").orElseThrow()).hasSize(16_000);
    assertThat(espeak().orElseThrow().speak("something else")).isEmpty();
  }

  @Test
  void aProgramThatFailsOrWritesNonsenseGivesNothing() throws IOException {
    standIn("cat > /dev/null; exit 3");
    assertThat(espeak().orElseThrow().speak("text")).isEmpty();

    standIn("cat > /dev/null; for last; do :; done; echo nonsense > \"$last\"");
    assertThat(espeak().orElseThrow().speak("text")).isEmpty();
  }

  @Test
  void nothingIsFoundOnAnEmptyPath() {
    assertThat(CommandSynthesizer.espeak(Map.of("PATH", folder.toString()))).isEmpty();
    assertThat(CommandSynthesizer.espeak(Map.of())).isEmpty();
    assertThat(CommandSynthesizer.openJtalk(Map.of("PATH", folder.toString()))).isEmpty();
  }

  private void standIn(String body) throws IOException {
    Path program = folder.resolve("espeak-ng");
    String script = "#!/bin/sh\n" + body.formatted(folder.resolve("tone.wav")) + "\n";
    Files.writeString(program, script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private Optional<CommandSynthesizer> espeak() {
    return CommandSynthesizer.espeak(Map.of("PATH", folder.toString()));
  }
}
