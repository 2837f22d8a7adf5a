package io.echosphere.adapter.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeLibrariesTest {
  @Test
  void everyMissingLibraryIsNamedWithTheLineThatInstallsIt() {
    var error = NativeLibraryMissing.lacking(List.of("libpulse.so.0", "libX11.so.6"), cause());
    assertThat(error)
        .hasMessage(
            "the WebRTC library needs libpulse.so.0, libX11.so.6, which this machine lacks;"
                + " install with: apt-get install -y libpulse0 libx11-6");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "asks Linux's dynamic loader")
  void theLoaderIsAskedForEachLibrary() {
    assertThat(NativeLibraries.missing(List.of("libc.so.6", "libechosphere-none.so.1")))
        .containsExactly("libechosphere-none.so.1");
  }

  /** The machine that runs this has them all, so the loader's own word counts. */
  @Test
  void aLibraryWeDoNotKnowIsNamedAsTheLoaderNamesIt() {
    var error =
        NativeLibraries.explain(
            new UnsatisfiedLinkError(
                "/tmp/x.so: libnew.so.3: cannot open shared object file: No such file"));
    assertThat(error).hasMessageContaining("libnew.so.3").hasMessageContaining("apt-get install");
  }

  @Test
  void anythingElseIsPassedOn() {
    assertThat(NativeLibraries.explain(cause()))
        .hasMessageContaining("failed to map segment")
        .hasMessageContaining("noexec");
  }

  @Test
  void loadingTwiceGivesTheSameFactories() {
    assertThat(WebRtc.load()).isSameAs(WebRtc.load());
  }

  private static UnsatisfiedLinkError cause() {
    return new UnsatisfiedLinkError("/tmp/x.so: failed to map segment from shared object");
  }
}
