package io.echosphere.adapter.webrtc;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the library's parting words off standard output. */
final class NativeExit {
  private static final Logger log = LoggerFactory.getLogger(NativeExit.class);
  private static final int STDOUT = 1;
  private static final int STDERR = 2;

  private NativeExit() {}

  /** Makes descriptor 1 another name for descriptor 2, where the system has dup2. */
  @SuppressWarnings("restricted") // the launcher enables native access
  static void sendStdoutToStderr() {
    System.out.flush();
    var linker = Linker.nativeLinker();
    Optional<MemorySegment> dup2 = linker.defaultLookup().find("dup2");
    if (dup2.isEmpty()) {
      return;
    }
    var intInt =
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    try {
      int result = (int) linker.downcallHandle(dup2.get(), intInt).invokeExact(STDERR, STDOUT);
      log.debug("standard output now goes to {}", result == STDOUT ? "standard error" : "itself");
    } catch (Throwable e) { // what a method handle declares; nothing depends on this call
      log.debug("standard output could not be redirected", e);
    }
  }
}
