package io.echosphere.simulator.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What kind of machine this is, and where things may be put on it. */
final class Platform {
  private Platform() {}

  static boolean isWindows() {
    return osName().contains("windows");
  }

  static boolean isLinux() {
    return osName().contains("linux");
  }

  /** Where downloads and builds are kept: {@code ~/.cache/echosphere}. */
  static Path cacheDirectory() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return base.resolve("echosphere");
  }

  static Optional<Path> onPath(String program) {
    String file = isWindows() ? program + ".exe" : program;
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(java.io.File.pathSeparator))
        .filter(directory -> !directory.isBlank())
        .map(directory -> Path.of(directory, file))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** True when the system may be changed: root in a container or CI, or told to by the user. */
  static boolean mayInstall() {
    if ("auto".equals(System.getProperty("setup"))
        || "auto".equals(System.getenv("ECHOSPHERE_SETUP"))) {
      return true;
    }
    return isRoot() && (isContainer() || "true".equals(System.getenv("CI")));
  }

  static boolean isRoot() {
    try {
      return isLinux()
          && Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException e) {
      return false; // no such attribute here, so nothing may be installed either
    }
  }

  private static boolean isContainer() {
    return Files.exists(Path.of("/.dockerenv"))
        || Files.exists(Path.of("/run/.containerenv"))
        || System.getenv("container") != null
        || System.getenv("KUBERNETES_SERVICE_HOST") != null;
  }

  private static String osName() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
  }
}
