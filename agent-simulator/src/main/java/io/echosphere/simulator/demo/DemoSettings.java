package io.echosphere.simulator.demo;

import io.echosphere.simulator.stack.LocalStackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What the demo is asked to do.
 *
 * @param launcher {@code bin/echosphere} of the distribution
 * @param exit whether it ends after the call
 * @param aws AWS's own variables when the real services are to be used; empty for the simulator
 * @param livekit address, key and secret of a running server; empty to start one
 */
record DemoSettings(
    Path launcher, boolean exit, Map<String, String> aws, Map<String, String> livekit) {

  static DemoSettings of(Properties properties, Map<String, String> environment) {
    Path launcher =
        Path.of(properties.getProperty("demo.launcher", "target/echosphere/bin/echosphere"));
    if (!Files.isExecutable(launcher)) {
      throw new LocalStackException(
          "no distribution at " + launcher.toAbsolutePath() + "; run it by: ./mvnw -Pdemo");
    }
    String exit = properties.getProperty("demo.exit", "false");
    return new DemoSettings(
        launcher.toAbsolutePath().normalize(),
        exit.isEmpty() || Boolean.parseBoolean(exit),
        "real".equals(environment.get("DEMO_AWS")) ? startingWith("AWS_", environment) : Map.of(),
        runningServer(environment));
  }

  boolean realAws() {
    return !aws.isEmpty();
  }

  private static Map<String, String> runningServer(Map<String, String> environment) {
    Map<String, String> given = startingWith("LIVEKIT_", environment);
    given
        .keySet()
        .retainAll(java.util.List.of("LIVEKIT_URL", "LIVEKIT_API_KEY", "LIVEKIT_API_SECRET"));
    return given.size() == 3 ? given : Map.of();
  }

  private static Map<String, String> startingWith(String prefix, Map<String, String> environment) {
    var found = new TreeMap<String, String>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            found.put(name, value);
          }
        });
    return found;
  }
}
