package io.echosphere.adapter.webrtc;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The WebRTC library cannot be loaded; the message says what to install and how. */
public final class NativeLibraryMissing extends RuntimeException {
  /** What webrtc-java's Linux library is linked against (readelf -d), and who ships it. */
  static final Map<String, String> PACKAGES =
      new TreeMap<>(
          Map.of(
              "libpulse.so.0", "libpulse0",
              "libudev.so.1", "libudev1",
              "libX11.so.6", "libx11-6",
              "libXfixes.so.3", "libxfixes3",
              "libXrandr.so.2", "libxrandr2",
              "libXcomposite.so.1", "libxcomposite1",
              "libdbus-1.so.3", "libdbus-1-3"));

  private NativeLibraryMissing(String message, Throwable cause) {
    super(message, cause);
  }

  /** Shared objects that the system lacks; the list is not empty. */
  static NativeLibraryMissing lacking(List<String> sharedObjects, Throwable cause) {
    var packages = sharedObjects.stream().map(so -> PACKAGES.getOrDefault(so, so)).toList();
    return new NativeLibraryMissing(
        "the WebRTC library needs "
            + String.join(", ", sharedObjects)
            + ", which this machine lacks; install with: apt-get install -y "
            + String.join(" ", packages),
        cause);
  }

  /** The distribution holds no library for this system. */
  static NativeLibraryMissing unsupported(Throwable cause) {
    return new NativeLibraryMissing(
        "there is no WebRTC library for "
            + System.getProperty("os.name")
            + " on "
            + System.getProperty("os.arch")
            + " in this distribution; build it on that system, or run on Linux x86-64",
        cause);
  }

  /** Anything else that the loader says. */
  static NativeLibraryMissing unloadable(Throwable cause) {
    return new NativeLibraryMissing(
        "the WebRTC library cannot be loaded: "
            + cause.getMessage()
            + "; it is unpacked to "
            + System.getProperty("java.io.tmpdir")
            + ", which must be writable and not mounted noexec (set -Djava.io.tmpdir otherwise)",
        cause);
  }
}
