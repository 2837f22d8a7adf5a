package io.echosphere.adapter.livekit.room;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A sine that one side plays and the other recognises. */
final class Tone {
  private Tone() {}

  /** Plays a sound over and over in 10 ms frames at 16 kHz, paced, until closed. */
  static final class Player implements AutoCloseable {
    private static final int FRAME = 160;
    private static final long FRAME_NANOS = 10_000_000;

    private final Thread thread;
    private volatile boolean stopped;

    /**
     * Starts playing.
     *
     * @param hertz the tone, whole; 0 for silence
     */
    Player(double hertz, Consumer<short[]> sink) {
      this(second(hertz), sink);
    }

    /**
     * Starts playing.
     *
     * @param sound whole frames
     */
    Player(short[] sound, Consumer<short[]> sink) {
      thread = Thread.ofPlatform().name("tone").start(() -> play(sound, sink));
    }

    private static short[] second(double hertz) {
      var sound = new short[16_000];
      for (int i = 0; i < sound.length; i++) {
        sound[i] = (short) (8_000 * Math.sin(2 * Math.PI * hertz * i / 16_000));
      }
      return sound;
    }

    private void play(short[] sound, Consumer<short[]> sink) {
      int next = 0;
      long due = System.nanoTime();
      while (!stopped) {
        sink.accept(Arrays.copyOfRange(sound, next, next + FRAME));
        next = (next + FRAME) % sound.length;
        due += FRAME_NANOS;
        while (!stopped && System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
      }
    }

    @Override
    public void close() {
      stopped = true;
      LockSupport.unpark(thread);
      while (thread.isAlive()) {
        Thread.onSpinWait();
      }
    }
  }

  /** Waits until a tone has been heard for 300 ms in a row. */
  static final class Detector {
    private static final int RUN = 30;

    private final double hertz;
    private volatile CountDownLatch heard = new CountDownLatch(1);
    private int run;

    Detector(double hertz) {
      this.hertz = hertz;
    }

    /** Takes 480 samples at 48 kHz, from one thread. */
    void audio(short[] samples) {
      run = isTone(samples, 48_000, hertz) ? run + 1 : 0;
      if (run >= RUN) {
        heard.countDown();
      }
    }

    boolean heard() throws InterruptedException {
      return heard.await(20, TimeUnit.SECONDS);
    }

    /** Waits until it is heard for as long once more. */
    boolean heardAnew() throws InterruptedException {
      heard = new CountDownLatch(1);
      return heard();
    }

    boolean heardAlready() {
      return heard.getCount() == 0;
    }
  }

  /** Whether most of the energy is at one frequency (Goertzel). */
  static boolean isTone(short[] samples, int rate, double hertz) {
    double coefficient = 2 * Math.cos(2 * Math.PI * hertz / rate);
    double last = 0;
    double beforeLast = 0;
    double energy = 0;
    for (short sample : samples) {
      double now = sample + coefficient * last - beforeLast;
      beforeLast = last;
      last = now;
      energy += (double) sample * sample;
    }
    double power = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
    boolean audible = energy / samples.length > 500 * 500;
    return audible && power * 2 / samples.length > 0.7 * energy;
  }
}
