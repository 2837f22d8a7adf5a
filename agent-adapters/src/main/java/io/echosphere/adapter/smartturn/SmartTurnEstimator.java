package io.echosphere.adapter.smartturn;

import ai.onnxruntime.OrtException;
import io.echosphere.adapter.onnx.ModelUnavailable;
import io.echosphere.adapter.onnx.OnnxModel;
import io.echosphere.application.port.out.EndOfTurnEstimator;
import java.util.OptionalDouble;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Smart Turn v3.2 on ONNX Runtime: the end of a turn from its melody and rhythm, in 23 languages.
 * One thread, {@code smart-turn}, serves all callers, because a run takes a whole core for tens of
 * milliseconds and the ears and the mouth need the others. Thread-safe.
 */
public final class SmartTurnEstimator implements EndOfTurnEstimator, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SmartTurnEstimator.class);

  private static final OnnxModel.Source MODEL =
      new OnnxModel.Source(
          "the end-of-turn model", SmartTurnEstimator.class, "smart-turn-v3.2-cpu.onnx");

  /** A second thread gained nothing in measurements, and the ears need theirs. */
  private static final int THREADS = 1;

  /**
   * Callers that may wait, about a second's work; one more goes unanswered until its next pause.
   */
  static final int WAITING = 24;

  /** Enough for the compiler to have seen the loops of the features. */
  private static final int REHEARSALS = 3;

  private final BlockingQueue<SmartTurnChannel> queue = new ArrayBlockingQueue<>(WAITING);
  private final short[] window = new short[SpeechRing.WINDOW];
  private final SmartTurnModel model;
  private final Thread thread;
  private volatile boolean stopped;

  /** Whether the last run failed. Written by the thread alone. */
  private volatile boolean failing;

  private SmartTurnEstimator(SmartTurnModel model) {
    this.model = model;
    this.thread = Thread.ofPlatform().name("smart-turn").daemon().unstarted(this::run);
  }

  /**
   * Loads the runtime's native library and the model, and starts the thread. Not for audio threads.
   *
   * @throws ModelUnavailable if this machine cannot run them
   */
  public static SmartTurnEstimator load() throws ModelUnavailable {
    var loaded = OnnxModel.load(MODEL, THREADS);
    try {
      var estimator = new SmartTurnEstimator(new SmartTurnModel(loaded));
      estimator.thread.start();
      return estimator;
    } catch (OrtException e) {
      loaded.close();
      throw new IllegalStateException("ONNX Runtime gave no tensors for the end-of-turn model", e);
    }
  }

  @Override
  public Channel open() {
    return new SmartTurnChannel(queue::offer);
  }

  /** Whether the model is loaded and its last run went well. */
  public boolean isWell() {
    return !stopped && !failing;
  }

  /**
   * Ends the thread after the run it is in, and frees the model. Questions that wait are lost.
   * Waits for it, some tens of milliseconds, unless interrupted.
   */
  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the thread frees the model by itself
    }
  }

  private void run() {
    try (model) {
      rehearse();
      while (!stopped) {
        serve(queue.take());
      }
    } catch (InterruptedException _) {
      LOG.debug("No more ends of turns are estimated");
    }
  }

  /** The first caller would otherwise wait for code that is not compiled yet. */
  private void rehearse() {
    for (int i = 0; i < REHEARSALS && !stopped; i++) {
      estimate(0);
    }
  }

  private void serve(SmartTurnChannel channel) {
    try {
      channel.begin().ifPresent(question -> answer(channel, question));
    } catch (RuntimeException bug) {
      LOG.error("An end-of-turn estimate was lost", bug);
    }
  }

  private void answer(SmartTurnChannel channel, SmartTurnChannel.Question question) {
    int zeros = channel.read(question, window);
    if (zeros >= 0) {
      estimate(zeros).ifPresent(probability -> channel.answer(question, probability));
    }
  }

  private OptionalDouble estimate(int zeros) {
    try {
      double probability = model.probability(window, zeros);
      failing = false;
      return OptionalDouble.of(probability);
    } catch (OrtException e) {
      if (!failing) { // once: it would come again at every pause
        failing = true;
        LOG.error("The end-of-turn model failed; turns end without its estimates", e);
      }
      return OptionalDouble.empty();
    }
  }
}
