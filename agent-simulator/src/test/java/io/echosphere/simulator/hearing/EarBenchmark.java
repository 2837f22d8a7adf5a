package io.echosphere.simulator.hearing;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Prints what the ear costs: CPU time for each 100 ms of audio of one stream. Run its {@code main}
 * with the test class path; the promise is less than 2 ms.
 */
public final class EarBenchmark {
  private static final int ROUNDS = 20;

  private EarBenchmark() {}

  /** Runs it; takes no arguments. */
  public static void main(String[] arguments) {
    short[] known = Sound.silence(0);
    for (Clip clip : Listening.CLIPS.callerClips()) {
      known = Sound.join(known, clip.samples(), Sound.silence(1));
    }
    short[] unknown = Sound.silence(0);
    for (Clip clip : Listening.CLIPS.agentClips()) {
      unknown = Sound.join(unknown, clip.samples(), Sound.silence(1));
    }
    System.out.printf("%-32s %10s %10s%n", "audio, 16 kHz in 50 ms chunks", "mean", "worst");
    row("caller's clips", known);
    row("agent's clips (unknown voice)", unknown);
    row("silence", Sound.silence(60));
    row("20 s without a pause", Sound.hum(20));
  }

  private static void row(String name, short[] sound) {
    double worst = 0;
    double total = 0;
    long chunks = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Hearing hearing =
          Hearing.open(
              Listening.CLIPS,
              HearingSettings.defaults(),
              Listening.BOTH,
              Clip.SAMPLE_RATE_HZ,
              ScriptedLines.none());
      for (int at = 0; at < sound.length; at += 800) {
        short[] chunk = Arrays.copyOfRange(sound, at, at + 800);
        long before = cpuNanos();
        hearing.hear(chunk, chunk.length);
        double took = (cpuNanos() - before) / 1e6;
        if (round >= ROUNDS / 2) { // the first half warms up
          total += took;
          worst = Math.max(worst, took);
          chunks++;
        }
      }
    }
    System.out.printf(
        "%-32s %7.3f ms %7.1f ms%n", name + ", per 100 ms", 2 * total / chunks, worst);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
