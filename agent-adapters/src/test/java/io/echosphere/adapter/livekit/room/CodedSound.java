package io.echosphere.adapter.livekit.room;

import java.util.ArrayList;
import java.util.List;

/**
 * Sound of which each 100 ms are a tone of their own, one after the other, so that a listener knows
 * what is missing and what came twice. Tones repeat after {@value #TONES} blocks.
 */
final class CodedSound {
  private static final int TONES = 30;
  private static final int BLOCK_FRAMES = 10;
  private static final int FIRST_HERTZ = 500;
  private static final int STEP_HERTZ = 100;

  /** A block that is off by less may have lost a frame to its neighbour's tone. */
  private static final int BLURRED = 2;

  private CodedSound() {}

  /** So many blocks at 16 kHz. */
  static short[] blocks(int count) {
    var sound = new short[count * BLOCK_FRAMES * 160];
    double phase = 0;
    for (int i = 0; i < sound.length; i++) {
      phase += 2 * Math.PI * hertz(i / (BLOCK_FRAMES * 160)) / 16_000;
      sound[i] = (short) (8_000 * Math.sin(phase));
    }
    return sound;
  }

  private static double hertz(int block) {
    return FIRST_HERTZ + STEP_HERTZ * (block % TONES);
  }

  /** Listens. Thread-safe. */
  static final class Ear {
    private final List<Integer> frames = new ArrayList<>();
    private int block = -1;
    private int last = -1;

    /** Takes 480 samples at 48 kHz. */
    synchronized void audio(short[] samples) {
      int tone = tone(samples);
      frames.add(tone);
      if (tone >= 0) {
        int next = block < 0 ? tone : block + distance(Math.floorMod(block, TONES), tone);
        last = next;
        block = next;
      }
      notifyAll();
    }

    /** Waits until a block has been heard. */
    synchronized boolean heard(int wanted) throws InterruptedException {
      long deadline = System.nanoTime() + 45_000_000_000L;
      while (last < wanted) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        wait(left);
      }
      return true;
    }

    /** The most that is missing at one place, in ms. */
    int lostMillis(int blocks) {
      return 10 * worst(blocks, 1);
    }

    /** The most that came twice at one place, in ms. */
    int repeatedMillis(int blocks) {
      return 10 * worst(blocks, -1);
    }

    /**
     * At one place, since a receiver under load plays a little faster or slower all the time: in
     * two blocks in a row, since a place may lie in both.
     */
    private int worst(int blocks, int sign) {
      int[] counts = counts(blocks);
      int worst = 0;
      int before = 0;
      for (int frames : counts) {
        int off = sign * (BLOCK_FRAMES - frames);
        int now = off > BLURRED ? off : 0;
        worst = Math.max(worst, before + now);
        before = now;
      }
      return worst;
    }

    /** Frames of each block but the first and the last, which have edges. */
    synchronized int[] counts(int blocks) {
      var counts = new int[blocks];
      int now = -1;
      for (int tone : frames) {
        if (tone >= 0) {
          now = now < 0 ? tone : now + distance(Math.floorMod(now, TONES), tone);
          if (now >= 0 && now < blocks) {
            counts[now]++;
          }
        }
      }
      counts[0] = BLOCK_FRAMES;
      counts[blocks - 1] = BLOCK_FRAMES;
      return counts;
    }

    /** From one tone to another the short way round. */
    private static int distance(int from, int to) {
      int way = Math.floorMod(to - from, TONES);
      return way > TONES / 2 ? way - TONES : way;
    }

    /** The tone that most of the energy is in; -1 for none. */
    private static int tone(short[] samples) {
      for (int tone = 0; tone < TONES; tone++) {
        if (Tone.isTone(samples, 48_000, hertz(tone))) {
          return tone;
        }
      }
      return -1;
    }
  }
}
