package io.echosphere.simulator.stack;

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
    DebianPackages.install("WebRTC", missing);
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
}
