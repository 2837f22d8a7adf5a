package io.echosphere.simulator.stack;

/**
 * Gets what the tests need and this machine lacks, with a notice on the console, before the first
 * test runs. Part of the build's test phase.
 */
public final class Prepare {
  private Prepare() {}

  /**
   * Checks the system libraries and finds or builds a livekit-server.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    try {
      NativeLibraries.require();
      LiveKitServer.prepare();
    } catch (LocalStackException e) {
      Notice.say(String.valueOf(e.getMessage()));
      System.exit(1);
    }
  }
}
