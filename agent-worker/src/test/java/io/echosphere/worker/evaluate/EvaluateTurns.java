package io.echosphere.worker.evaluate;

import io.echosphere.adapter.onnx.ModelUnavailable;
import io.echosphere.adapter.silero.SileroVoiceActivityDetector;
import io.echosphere.adapter.smartturn.SmartTurnEstimator;
import io.echosphere.adapter.webrtc.WebRtcNoiseSuppressor;
import io.echosphere.simulator.corpus.Corpus;
import io.echosphere.simulator.corpus.Split;
import io.echosphere.simulator.stack.LocalStackException;
import io.echosphere.simulator.stack.NativeLibraries;
import io.echosphere.worker.config.InvalidConfigException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * {@code ./mvnw -Pevaluate}: replays the corpus through hearing and turn machine, and prints how
 * they did. Its options are those of {@link EvaluationOptions}.
 */
public final class EvaluateTurns {
  private EvaluateTurns() {}

  /** Runs; exit code 1 when this machine lacks something, with the command that gets it. */
  public static void main(String[] arguments) throws InterruptedException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try {
      NativeLibraries.require();
      run(EvaluationOptions.of(System.getProperties()), out);
    } catch (LocalStackException
        | ModelUnavailable
        | InvalidConfigException
        | IllegalArgumentException e) {
      System.err.println("[echosphere] " + e.getMessage());
      System.exit(1);
    }
    out.flush();
    Runtime.getRuntime().halt(0); // WebRTC's threads outlive main, and complain at an orderly exit
  }

  static void run(EvaluationOptions options, PrintStream out)
      throws ModelUnavailable, InvalidConfigException, InterruptedException {
    var corpus = Corpus.load();
    out.printf("Corpus %s, %d clips%n", corpus.folder().getFileName(), corpus.clips().size());
    var report = new Report(out);
    try (var voice = SileroVoiceActivityDetector.load();
        var sound = SmartTurnEstimator.load();
        var pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      for (String language : options.languages()) {
        for (Split split : options.splits()) {
          List<Scene> scenes =
              SceneBuilder.of(corpus, language, split).stream().filter(options::wants).toList();
          for (Detector detector : options.detectors()) {
            var wired = detector.wired(options.settings());
            var judges =
                new Judges(
                    new WebRtcNoiseSuppressor(wired.suppressor(), wired.echo()),
                    voice,
                    sound,
                    wired,
                    options.hand());
            var group = new Report.Group(language, split, detector, judge(scenes, judges, pool));
            report.add(group);
            if (options.traces()) {
              group.verdicts().forEach(call -> trace(call, out));
            }
            if (options.failures()) {
              Failures.print(group, out);
            }
          }
        }
      }
    }
    report.print();
  }

  static List<Verdicts> judge(List<Scene> scenes, Judges judges, ExecutorService pool)
      throws InterruptedException {
    List<Future<Verdicts>> calls =
        scenes.stream().map(scene -> pool.submit(() -> judge(scene, judges))).toList();
    List<Verdicts> verdicts = new ArrayList<>();
    for (Future<Verdicts> call : calls) {
      try {
        verdicts.add(call.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a call of the evaluation failed", e.getCause());
      }
    }
    return verdicts;
  }

  private static Verdicts judge(Scene scene, Judges judges) {
    try (var call = new VirtualCall(scene, judges)) {
      return Verdicts.of(call.run());
    }
  }

  private static void trace(Verdicts call, PrintStream out) {
    out.println("\nCall " + call.scene().id() + ", " + call.scene().noise());
    call.trace().forEach(out::println);
  }
}
