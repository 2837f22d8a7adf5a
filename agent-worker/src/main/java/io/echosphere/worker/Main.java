package io.echosphere.worker;

import io.echosphere.worker.command.Console;
import io.echosphere.worker.command.EchoSphere;
import io.echosphere.worker.wiring.Page;
import io.echosphere.worker.wiring.Worker;

/** Where the process begins and ends. */
public final class Main {
  private Main() {}

  /** Runs the command line; ends the process even where native threads would keep it alive. */
  @SuppressWarnings("CatchAndPrintStackTrace") // there may be no log left to write to
  public static void main(String[] args) {
    int code = 1;
    var console = Console.ofProcess();
    // On its way out webrtc-java 0.14 writes "VM attach current thread failed" among the results.
    Runtime.getRuntime().addShutdownHook(new Thread(console.out()::close, "close-output"));
    try {
      code = EchoSphere.run(console, new EchoSphere.Programs(Worker::run, Page::run), args);
    } catch (Throwable bug) { // an Error too must end the process
      bug.printStackTrace();
    }
    System.exit(code);
  }
}
