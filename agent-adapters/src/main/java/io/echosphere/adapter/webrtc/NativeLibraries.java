package io.echosphere.adapter.webrtc;

import dev.onvoid.webrtc.internal.NativeLoader;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Loads webrtc-java's library, or says in words why it cannot. */
final class NativeLibraries {
  private static final Pattern CANNOT_OPEN =
      Pattern.compile("(lib[\\w.+-]+\\.so[\\w.]*): cannot open shared object file");

  private NativeLibraries() {}

  static void load() {
    try {
      NativeLoader.loadLibrary("webrtc-java");
    } catch (UnsatisfiedLinkError e) {
      throw explain(e);
    } catch (Exception e) {
      // The loader gives a null stream to Files.copy when the jar for this system is not there.
      throw e instanceof NullPointerException
          ? NativeLibraryMissing.unsupported(e)
          : NativeLibraryMissing.unloadable(e);
    }
  }

  /** The system's loader names only the first library it misses; we look for all of them. */
  static NativeLibraryMissing explain(UnsatisfiedLinkError error) {
    List<String> missing =
        isLinux() ? missing(NativeLibraryMissing.PACKAGES.keySet()) : List.<String>of();
    if (missing.isEmpty()) {
      Matcher named = CANNOT_OPEN.matcher(String.valueOf(error.getMessage()));
      if (!named.find()) {
        return NativeLibraryMissing.unloadable(error);
      }
      missing = List.of(named.group(1));
    }
    return NativeLibraryMissing.lacking(missing, error);
  }

  static List<String> missing(Collection<String> sharedObjects) {
    return sharedObjects.stream().filter(so -> !isLoadable(so)).toList();
  }

  @SuppressWarnings("restricted") // the launcher enables native access
  private static boolean isLoadable(String sharedObject) {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(sharedObject, arena);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isLinux() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");
  }
}
