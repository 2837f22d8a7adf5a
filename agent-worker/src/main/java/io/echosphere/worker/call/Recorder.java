package io.echosphere.worker.call;

import io.echosphere.worker.call.VoicePrint.Frame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The agent's voice of the last minute, as a print; the oldest is dropped. Owned by one thread. */
final class Recorder {
  /** Frames of a minute: replies that are compared are shorter. */
  private static final int CAPACITY = 6_000;

  /** What the agent's voice comes with. */
  private static final int RATE_HZ = 48_000;

  private final VoicePrinter printer = new VoicePrinter(RATE_HZ);
  private final Deque<Frame> frames = new ArrayDeque<>();

  /** Takes the next 10 ms. */
  void heard(short[] samples, long at) {
    if (frames.size() == CAPACITY) {
      frames.removeFirst();
    }
    frames.addLast(printer.next(samples, at));
  }

  /** What came between two times, both included. */
  VoicePrint between(long from, long to) {
    return new VoicePrint(List.copyOf(frames)).between(from, to);
  }
}
