package io.echosphere.simulator.stack;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks for the system libraries that WebRTC needs on Linux, and installs them where that is
 * allowed: as root in a container or CI, or when told to by {@code -Dsetup=auto} or {@code
 * ECHOSPHERE_SETUP=auto}.
 */
public final class NativeLibraries {
  /** What the Linux library of webrtc-java 0.14.0 names as needed, and Debian's packages of it. */
  private static final Map<String, String> NEEDED = new LinkedHashMap<>();

  static {
    NEEDED.put("libpulse.so.0", "libpulse0");
    NEEDED.put("libudev.so.1", "libudev1");
    NEEDED.put("libX11.so.6", "libx11-6");
    NEEDED.put("libXfixes.so.3", "libxfixes3");
    NEEDED.put("libXrandr.so.2", "libxrandr2");
    NEEDED.put("libXcomposite.so.1", "libxcomposite1");
    NEEDED.put("libdbus-1.so.3", "libdbus-1-3");
  }

  private NativeLibraries() {}

  /**
   * Makes sure that WebRTC's system libraries can be loaded.
   *
   * @throws LocalStackException when some are missing and may not or cannot be installed; its
   *     message is the command that installs them
   */
  public static synchronized void require() {
    List<String> missing = missing(NEEDED);
    if (missing.isEmpty()) {
      return;
    }
    String packages = String.join(" ", missing);
    String command = "apt-get update && apt-get install -y --no-install-recommends " + packages;
    if (!Platform.mayInstall() || Platform.onPath("apt-get").isEmpty()) {
      throw new LocalStackException(
          "WebRTC needs system libraries that are missing here. Install them (Debian's names): "
              + (Platform.isRoot() ? command : "sudo sh -c '" + command + "'")
              + "\nor let this build do it: add -Dsetup=auto, or set ECHOSPHERE_SETUP=auto");
    }
    Notice.say("installing the system libraries that WebRTC needs: " + packages);
    String sudo = Platform.isRoot() ? "" : "sudo ";
    run(sudo + "apt-get update -q");
    run(sudo + "apt-get install -y -q --no-install-recommends " + packages);
    List<String> still = missing(NEEDED);
    if (!still.isEmpty()) {
      throw new LocalStackException("installed, but still not loadable: " + still);
    }
  }

  /** The packages of those libraries that cannot be loaded; none anywhere but on Linux. */
  static List<String> missing(Map<String, String> needed) {
    var missing = new ArrayList<String>();
    if (Platform.isLinux()) {
      needed.forEach(
          (library, name) -> {
            if (!loads(library)) {
              missing.add(name);
            }
          });
    }
    return missing;
  }

  @SuppressWarnings("restricted") // loading is the question asked here
  private static boolean loads(String library) {
    try (var arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(library, arena);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
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
