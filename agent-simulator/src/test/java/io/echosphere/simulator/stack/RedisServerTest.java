package io.echosphere.simulator.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no Redis for Windows")
class RedisServerTest {
  @Test
  void twoNodesOfLiveKitConnectToIt() {
    Assumptions.assumeTrue(available(), "no redis-server here");
    try (var redis = RedisServer.start()) {
      var settings = LiveKitServer.Settings.defaults().withExtraYaml(redis.livekitYaml());
      try (var one = LiveKitServer.start(settings);
          var other = LiveKitServer.start(settings)) {
        assertThat(one.url()).isNotEqualTo(other.url());
        assertThat(other.log()).content().contains("connecting to redis");
      }
    }
  }

  /** In CI it must be: what is missing there fails. */
  private static boolean available() {
    return "true".equals(System.getenv("CI"))
        || Platform.onPath("redis-server").isPresent()
        || Platform.mayInstall();
  }
}
