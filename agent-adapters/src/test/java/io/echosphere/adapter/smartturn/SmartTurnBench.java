package io.echosphere.adapter.smartturn;

import ai.onnxruntime.OrtException;
import io.echosphere.adapter.onnx.ModelUnavailable;
import io.echosphere.adapter.onnx.OnnxModel;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What Smart Turn costs on this machine, and what it says on the simulator's clips, as tables. Run
 * by hand on the test class path, alone on the machine.
 */
public final class SmartTurnBench {
  private static final OnnxModel.Source MODEL =
      new OnnxModel.Source("the model", SmartTurnBench.class, "smart-turn-v3.2-cpu.onnx");
  private static final int ROUNDS = 60;
  private static final List<Integer> SILENCES = List.of(0, 64, 96, 150, 200, 300, 500);

  private static final List<String> CLIPS =
      List.of(
          "ja-weather",
          "ja-tokyo",
          "ja-story",
          "ja-dinner",
          "ja-thanks",
          "reply01-1",
          "reply03-1",
          "en-hello",
          "en-story",
          "en-music",
          "en-learn",
          "reply08-1",
          "reply10-2");

  private SmartTurnBench() {}

  /** Prints the tables. */
  public static void main(String[] args) throws Exception {
    features();
    for (int threads = 1; threads <= 2; threads++) {
      inference(threads);
    }
    clips();
  }

  private static void features() {
    var logMel = new LogMel();
    var features = FloatBuffer.allocate(LogMel.VALUES);
    var window = Signals.noise(SpeechRing.WINDOW, 3_000);
    System.out.println("features            first      p50      p95 ms");
    row("whole window", () -> logMel.compute(window, 0, features));
    var turn = window.clone();
    Arrays.fill(turn, 0, SpeechRing.WINDOW - 48_000, (short) 0);
    row("3 s turn", () -> logMel.compute(turn, SpeechRing.WINDOW - 48_000, features));
  }

  private static void inference(int threads) throws ModelUnavailable, OrtException, IOException {
    long before = proportionalKilobytes();
    long start = System.nanoTime();
    var loaded = OnnxModel.load(MODEL, threads);
    double loading = (System.nanoTime() - start) / 1e6;
    try (var model = new SmartTurnModel(loaded)) {
      var window = new short[SpeechRing.WINDOW];
      var clip = Signals.clip("en-story");
      System.arraycopy(clip, 0, window, window.length - clip.length, clip.length);
      model.probability(window, window.length - clip.length);
      row("inference, %d thr.".formatted(threads), model::infer);
      System.out.printf(
          "  loading %.0f ms, resident %+d MB%n",
          loading, (proportionalKilobytes() - before) / 1_024);
    }
  }

  /** Whole sentences, and the same cut in the middle, at some silence after the last sound. */
  private static void clips() throws ModelUnavailable, OrtException {
    System.out.println("clip, probability after ms of silence: " + SILENCES);
    try (var model = new SmartTurnModel(OnnxModel.load(MODEL, 1))) {
      for (String name : CLIPS) {
        var clip = Signals.clip(name);
        int end = lastSound(clip);
        line(model, name + " whole", Arrays.copyOf(clip, end));
        line(model, name + " cut", Arrays.copyOf(clip, end * 55 / 100));
      }
    }
  }

  private static void line(SmartTurnModel model, String name, short[] speech) throws OrtException {
    var line = new StringBuilder("%-20s".formatted(name));
    for (int silence : SILENCES) {
      var sound = Signals.joined(new short[8_000], speech, new short[silence * 16]);
      var noisy = Signals.sum(sound, Signals.noise(sound.length, 12), 0);
      var window = new short[SpeechRing.WINDOW];
      System.arraycopy(noisy, 0, window, window.length - noisy.length, noisy.length);
      line.append(" %.2f".formatted(model.probability(window, window.length - noisy.length)));
    }
    System.out.println(line);
  }

  private static int lastSound(short[] clip) {
    int end = clip.length;
    while (end > 0 && Math.abs(clip[end - 1]) < 300) {
      end--;
    }
    return end;
  }

  private interface Run {
    void run() throws OrtException;
  }

  private static void row(String name, Run run) {
    var times = new double[ROUNDS];
    try {
      for (int i = 0; i < ROUNDS; i++) {
        long start = System.nanoTime();
        run.run();
        times[i] = (System.nanoTime() - start) / 1e6;
      }
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
    double first = times[0];
    var settled = Arrays.copyOfRange(times, ROUNDS / 3, ROUNDS);
    Arrays.sort(settled);
    System.out.printf(
        "%-16s %8.1f %8.1f %8.1f%n",
        name, first, settled[settled.length / 2], settled[settled.length * 95 / 100]);
  }

  /** Linux only; 0 elsewhere. */
  private static long proportionalKilobytes() throws IOException {
    var rollup = Path.of("/proc/self/smaps_rollup");
    if (!Files.isReadable(rollup)) {
      return 0;
    }
    return Files.readAllLines(rollup).stream()
        .filter(line -> line.startsWith("Pss:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
