package io.echosphere.worker.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.worker.config.Setting;
import io.echosphere.worker.lifecycle.Shutdown;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SystemdUnitTest {
  private static final String UNIT = OperatorsFile.text("docs/deploy/systemd/echosphere.service");

  @Test
  void aDrainIsWaitedFor() {
    assertThat(Known.span(value("TimeoutStopSec")))
        .isGreaterThanOrEqualTo(Known.grace(Setting.DRAIN_TIMEOUT.defaultValue()));
    assertThat(value("KillSignal")).isEqualTo("SIGTERM");
  }

  /** Otherwise the memory mark would end a worker for good, or be reported as a failure. */
  @Test
  void aWorkerThatWishesToBeStartedAnewIs() {
    assertThat(value("Restart")).isEqualTo("always");
    assertThat(value("StartLimitIntervalSec")).isEqualTo("0");
    assertThat(value("SuccessExitStatus")).isEqualTo(String.valueOf(Shutdown.START_ANEW));
    assertThat(UNIT).contains("\nMemoryHigh=").contains("\nMemoryMax=");
  }

  @Test
  void itsVariablesAreRead() {
    List<String> variables =
        Pattern.compile("(?m)^Environment=([A-Z_]+)=")
            .matcher(UNIT)
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(Known.notRead(variables)).isEmpty();
  }

  /** The JVM compiles as it runs, and loads native libraries from its temporary directory. */
  @Test
  void hardeningLeavesTheJvmItsWay() {
    assertThat(UNIT)
        .doesNotContain("\nMemoryDenyWriteExecute=yes")
        .doesNotContain("\nNoExecPaths=")
        .contains("\nPrivateTmp=yes");
  }

  private static String value(String key) {
    var found = Pattern.compile("(?m)^" + key + "=(.*)$").matcher(UNIT);
    assertThat(found.find()).as(key).isTrue();
    return found.group(1);
  }
}
