package io.echosphere.simulator.aws.polly;

import io.echosphere.simulator.voice.Voice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Speaks away from the event loops, and each text only once as long as it is remembered. Safe for
 * use by many threads.
 */
public final class Speaker implements AutoCloseable {
  /** Each about 100 kB; the least recently spoken are forgotten. */
  private static final int REMEMBERED = 500;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Utterance, CompletableFuture<short[]>> spoken =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(
            Map.Entry<Utterance, CompletableFuture<short[]>> eldest) {
          return size() > REMEMBERED;
        }
      };
  private final Voice voice;
  private final ExecutorService threads;

  /** Speaks with that voice, on two threads of its own. */
  public Speaker(Voice voice) {
    this.voice = voice;
    this.threads =
        Executors.newFixedThreadPool(
            2, Thread.ofPlatform().daemon().name("simulator-voice-", 0).factory());
  }

  /** PCM of the text, soon or at once; not to be changed. */
  CompletableFuture<short[]> speak(String text, String language, int sampleRateHz) {
    lock.lock();
    try {
      return spoken.computeIfAbsent(
          new Utterance(text, language, sampleRateHz),
          _ ->
              CompletableFuture.supplyAsync(
                  () -> voice.speak(text, language, sampleRateHz), threads));
    } finally {
      lock.unlock();
    }
  }

  /** Stops the threads. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private record Utterance(String text, String language, int sampleRateHz) {}
}
