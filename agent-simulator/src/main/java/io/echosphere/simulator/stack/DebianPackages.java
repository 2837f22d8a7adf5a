package io.echosphere.simulator.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Installs Debian's packages where that is allowed: as root in a container or CI, or when told to
 * by {@code -Dsetup=auto} or {@code ECHOSPHERE_SETUP=auto}.
 */
public final class DebianPackages {
  private DebianPackages() {}

  /**
   * Makes sure that packages are there.
   *
   * @param purpose what needs them, for messages
   * @param files a file of each package, by the package's name
   * @throws LocalStackException when some are missing and may not or cannot be installed; its
   *     message is the command that installs them
   */
  public static synchronized void require(String purpose, Map<String, String> files) {
    List<String> missing = missing(files);
    if (missing.isEmpty()) {
      return;
    }
    install(purpose, missing);
    List<String> still = missing(files);
    if (!still.isEmpty()) {
      throw new LocalStackException("installed, but without the files expected: " + still);
    }
  }

  /** Where downloads and what was made from them are kept: {@code ~/.cache/echosphere}. */
  public static Path cacheDirectory() {
    return Platform.cacheDirectory();
  }

  static void install(String purpose, List<String> missing) {
    String packages = String.join(" ", missing);
    String command = "apt-get update && apt-get install -y --no-install-recommends " + packages;
    if (!Platform.mayInstall() || Platform.onPath("apt-get").isEmpty()) {
      throw new LocalStackException(
          purpose
              + " needs packages that are missing here. Install them (Debian's names): "
              + (Platform.isRoot() ? command : "sudo sh -c '" + command + "'")
              + "\nor let this build do it: add -Dsetup=auto, or set ECHOSPHERE_SETUP=auto");
    }
    Notice.say("installing what " + purpose + " needs: " + packages);
    String sudo = Platform.isRoot() ? "" : "sudo ";
    run(sudo + "apt-get update -q");
    run(sudo + "apt-get install -y -q --no-install-recommends " + packages);
  }

  private static List<String> missing(Map<String, String> files) {
    var missing = new ArrayList<String>();
    files.forEach(
        (name, file) -> {
          if (!Files.exists(Path.of(file))) {
            missing.add(name);
          }
        });
    return missing;
  }

  private static void run(String command) {
    try {
      var builder = new ProcessBuilder("sh", "-c", command + " 1>&2").inheritIO();
      builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
      if (builder.start().waitFor() != 0) {
        throw new LocalStackException("this failed, run it by hand to see why: " + command);
      }
    } catch (IOException e) {
      throw new LocalStackException("cannot run: " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("interrupted during: " + command, e);
    }
  }
}
