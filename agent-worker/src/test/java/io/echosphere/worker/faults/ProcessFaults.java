package io.echosphere.worker.faults;

import io.echosphere.simulator.stack.ChildProcess;
import io.echosphere.worker.endtoend.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What can happen to a worker and to the machine that it runs on. */
final class ProcessFaults {
  private ProcessFaults() {}

  /** The worker that has the call dies; another one lives, and has the other calls. */
  static Fault workerKilledBesideAnother() {
    return new WorkerKilled(true);
  }

  /** The only worker dies and is started again, as a supervisor would. */
  static Fault workerKilledAndStarted() {
    return new WorkerKilled(false);
  }

  /** The worker is asked to end. */
  static Fault workerTerminated() {
    return new WorkerTerminated();
  }

  /** Other programs take all processors. */
  static Fault processorsBusy(Duration lasts) {
    return new ProcessorsBusy(lasts);
  }

  private record WorkerKilled(boolean besideAnother) implements Fault {
    @Override
    public String name() {
      return besideAnother
          ? "worker killed, another lives"
          : "the only worker killed, started again";
    }

    @Override
    public boolean hitsAll() {
      return !besideAnother;
    }

    /** The first worker is full with the one call, so the others go to the second. */
    @Override
    public Map<String, String> variables(FaultStack stack) {
      return besideAnother ? Map.of("MAX_SESSIONS", "1") : Map.of();
    }

    @Override
    public void afterCall(Scene scene) throws Exception {
      if (besideAnother) {
        scene.stack().addWorker(Map.of("MAX_SESSIONS", "20"));
      }
    }

    /** A worker that dies before it knows the caller leaves no session to go on with. */
    @Override
    public boolean meetsSession() {
      return true;
    }

    @Override
    public void strike(Scene scene) {
      scene.stack().workers().getFirst().kill();
    }

    @Override
    public void repair(Scene scene) throws Exception {
      if (!besideAnother) {
        scene.stack().addWorker();
      }
    }

    @Override
    public List<String> told() {
      return List.of("are claimed");
    }
  }

  private record WorkerTerminated() implements Fault {
    @Override
    public String name() {
      return "SIGTERM to the worker";
    }

    @Override
    public void strike(Scene scene) {
      scene.stack().worker().terminate();
    }

    @Override
    public List<String> told() {
      return List.of("no further jobs are taken");
    }

    @Override
    public void check(Scene scene) throws InterruptedException {
      Program worker = scene.stack().worker();
      int code = worker.awaitEnd();
      RowFailed.unless(code == 0, "the worker ended with " + code);
    }
  }

  private static final class ProcessorsBusy implements Fault {
    private static final List<String> HOG = List.of("sh", "-c", "while :; do :; done");

    private final Duration lasts;
    private final List<ChildProcess> hogs = new ArrayList<>();

    ProcessorsBusy(Duration lasts) {
      this.lasts = lasts;
    }

    @Override
    public String name() {
      return "all processors busy for " + lasts.toSeconds() + " s";
    }

    @Override
    public boolean slows() {
      return true;
    }

    @Override
    public void strike(Scene scene) throws IOException {
      var log = Files.createTempFile("echosphere-hog-", ".log");
      for (int count = 0; count < Runtime.getRuntime().availableProcessors(); count++) {
        hogs.add(ChildProcess.start(HOG, Map.of(), log));
      }
      Files.delete(log);
    }

    @Override
    public Duration lasts() {
      return lasts;
    }

    @Override
    public void repair(Scene scene) {
      hogs.forEach(ChildProcess::kill);
      hogs.clear();
    }
  }
}
