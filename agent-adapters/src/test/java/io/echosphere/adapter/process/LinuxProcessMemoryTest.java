package io.echosphere.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinuxProcessMemoryTest {
  private static final long MB = 1_048_576;

  @TempDir Path root;

  @Test
  void theResidentSetIsThatOfTheStatus() throws IOException {
    write("self/status", "Name:\tjava\nVmHWM:\t  999999 kB\nVmRSS:\t  204800 kB\nThreads:\t51\n");

    assertThat(memory().resident()).hasValue(200 * MB);
  }

  @Test
  void ofTheGroupsOnTheWayToTheRootTheSmallestBoundCounts() throws IOException {
    write("self/cgroup", "0::/system.slice/echosphere.service\n");
    write("groups/system.slice/echosphere.service/memory.max", "max\n");
    write("groups/system.slice/echosphere.service/memory.high", "900000000\n");
    write("groups/system.slice/memory.max", "800000000\n");

    assertThat(memory().bound()).hasValue(800_000_000);
  }

  @Test
  void aContainerSeesItsOwnGroupAsTheRoot() throws IOException {
    write("self/cgroup", "0::/\n");
    write("groups/memory.max", "1073741824\n");

    assertThat(memory().bound()).hasValue(1_024 * MB);
  }

  /** Version 1 in a container: the path is the host's and is not there. */
  @ParameterizedTest
  @CsvSource({"1073741824, 1024", "9223372036854771712, "})
  void versionOneIsReadWhereThereIsNoOther(String written, Long megabytes) throws IOException {
    write(
        "self/cgroup", "12:pids:/docker/af\n9:cpu,memory:/docker/af\n1:name=systemd:/docker/af\n");
    write("groups/memory/memory.limit_in_bytes", written + "\n");

    var bound = memory().bound();
    if (megabytes == null) {
      assertThat(bound).isEmpty();
    } else {
      assertThat(bound).hasValue(megabytes * MB);
    }
  }

  @Test
  void withoutBoundsOrAnotherSystemThereIsNothing() throws IOException {
    assertThat(memory().resident()).isEmpty();
    assertThat(memory().bound()).isEmpty();

    write("self/cgroup", "0::/user.slice\n");
    write("groups/user.slice/memory.max", "max\n");
    write("self/status", "nonsense");
    assertThat(memory().bound()).isEmpty();
    assertThat(memory().resident()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aRealProcessHoldsSomething() {
    assertThat(LinuxProcessMemory.ofThisProcess().resident().orElseThrow())
        .isBetween(20 * MB, 100_000 * MB);
  }

  private LinuxProcessMemory memory() {
    return new LinuxProcessMemory(root.resolve("self"), root.resolve("groups"));
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
