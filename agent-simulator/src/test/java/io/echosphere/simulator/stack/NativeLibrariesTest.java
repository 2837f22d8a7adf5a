package io.echosphere.simulator.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeLibrariesTest {
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems bring what WebRTC needs")
  void onlyThePackagesOfLibrariesThatDoNotLoadAreNamed() {
    Map<String, String> needed =
        Map.of("libc.so.6", "libc6", "libnosuchthing.so.9", "libnosuchthing9");

    assertThat(NativeLibraries.missing(needed)).containsExactly("libnosuchthing9");
  }

  @Test
  void theBuildHasMadeSureThatWebRtcLoads() {
    assertThatCode(NativeLibraries::require).doesNotThrowAnyException();
  }
}
