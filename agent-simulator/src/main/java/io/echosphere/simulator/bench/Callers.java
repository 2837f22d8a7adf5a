package io.echosphere.simulator.bench;

import io.echosphere.simulator.demo.DemoStack;
import io.echosphere.simulator.stack.ChildProcess;
import io.echosphere.simulator.stack.LocalStackException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes scripted calls that report to programs. Owned by one thread. */
final class Callers {
  private static final Duration CALL_LIMIT = Duration.ofMinutes(15);

  private final DemoStack stack;
  private int calls;

  Callers(DemoStack stack) {
    this.stack = stack;
  }

  /** A call under way. */
  record Caller(ChildProcess process, Path log) {
    /** Whether that has happened, or cannot any more. */
    boolean passed(String event) {
      return !process.isAlive() || CallReport.read(log).has(event);
    }

    /** Waits for the end. */
    CallReport finish() throws InterruptedException {
      try (process) {
        if (!process.waitFor(CALL_LIMIT)) {
          throw new LocalStackException("a call did not end in time:\n" + process.tail(20));
        }
      }
      return CallReport.read(log);
    }
  }

  /** Begins a call that says these clips of the simulator, with further options. */
  Caller begin(List<String> clips, List<String> options) {
    calls++;
    Path log = stack.directory().resolve("call-" + calls + ".log");
    var all = new ArrayList<>(options);
    all.add("--json");
    String room = "performance-" + ProcessHandle.current().pid() + "-" + calls;
    return new Caller(stack.startCall(room, clips, all, Optional.of(log)), log);
  }

  /** Makes a call from beginning to end. */
  CallReport call(List<String> clips, List<String> options) throws InterruptedException {
    return begin(clips, options).finish();
  }
}
