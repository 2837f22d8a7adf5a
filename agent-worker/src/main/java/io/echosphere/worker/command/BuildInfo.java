package io.echosphere.worker.command;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * What the build wrote down about itself.
 *
 * @param version of EchoSphere
 * @param pieces names and versions of what it is made of, the commit first
 */
record BuildInfo(String version, Map<String, String> pieces) {
  private static final List<String> PIECES =
      List.of("commit", "webrtc-java", "aws-sdk", "onnxruntime", "livekit-sdk", "postgresql");

  /** Of the running program. */
  static BuildInfo ofThis() {
    var properties = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(BuildInfo.class.getResourceAsStream("build.properties")),
            StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> pieces = new LinkedHashMap<>();
    PIECES.forEach(name -> pieces.put(name, known(properties.getProperty(name, ""))));
    return new BuildInfo(known(properties.getProperty("version", "")), pieces);
  }

  /** What the build could not find out stays a placeholder, for example outside of a clone. */
  private static String known(String value) {
    return value.isEmpty() || value.startsWith("${") ? "unknown" : value;
  }
}
