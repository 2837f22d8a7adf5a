package io.echosphere.worker.call;

import io.echosphere.worker.call.CallNews.Comparison;
import io.echosphere.worker.call.VoicePrint.Frame;
import java.util.List;
import java.util.Optional;

/**
 * Compares how a reply was received with how it sounds when nothing disturbs it, and tells what is
 * missing and what came twice, by the longest piece of either. The cheapest way through both
 * counts: two frames go together at the price of their difference, one of the reply alone is lost,
 * one received alone is too many. Silence is free, so that a hold in the middle costs nothing and
 * is told apart. What is received may begin and end anywhere in the reply.
 */
final class Alignment {
  /**
   * Price of a loud frame that has no counterpart: as much as two that have nothing in common, so
   * that two go together wherever the codec has made them differ, and only a shift is a loss.
   */
  private static final float ALONE = 1;

  private static final float UNEVEN = 1.5f;

  /** How far below the loud level a frame counts nothing, and over how many dB that fades in. */
  private static final double QUIET_DB = -32;

  private static final double FADE_DB = 12;

  /** Frames that go together differ by less on average if the words are the same. */
  private static final double SAME = 0.5;

  private final List<Frame> received;
  private final List<Frame> reply;
  private final float[] receivedWeights;
  private final float[] replyWeights;

  /** Cheapest price of the first frames received, ending at a place of the reply. */
  private final float[][] price;

  private Alignment(VoicePrint received, VoicePrint reply, double receivedLevel) {
    this.received = received.frames();
    this.reply = reply.frames();
    receivedWeights = weights(this.received, receivedLevel);
    replyWeights = weights(this.reply, reply.loudLevel());
    price = new float[this.received.size() + 1][this.reply.size() + 1];
  }

  /**
   * Compares; takes some 10 ms for seconds of voice.
   *
   * @param received a piece of the reply as it came
   * @param reply the whole reply, undisturbed
   * @param receivedLevel loud level of all that was received, in dBFS
   * @return empty if the words are others
   */
  static Optional<Comparison> of(VoicePrint received, VoicePrint reply, double receivedLevel) {
    if (received.frames().isEmpty() || reply.frames().isEmpty()) {
      return Optional.empty();
    }
    var alignment = new Alignment(received, reply, receivedLevel);
    alignment.fill();
    return alignment.trace();
  }

  private void fill() {
    for (int x = 1; x <= received.size(); x++) {
      price[x][0] = price[x - 1][0] + ALONE * receivedWeights[x - 1];
      for (int r = 1; r <= reply.size(); r++) {
        float together = price[x - 1][r - 1] + together(x - 1, r - 1);
        float tooMany = price[x - 1][r] + ALONE * receivedWeights[x - 1];
        float lost = price[x][r - 1] + ALONE * replyWeights[r - 1];
        price[x][r] = Math.min(together, Math.min(tooMany, lost));
      }
    }
  }

  private Optional<Comparison> trace() {
    int x = received.size();
    int r = cheapestEnd();
    double held = 0;
    var lost = new Pieces();
    var repeated = new Pieces();
    double common = 0;
    double different = 0;
    while (x > 0 && r > 0) {
      if (price[x][r] == price[x - 1][r - 1] + together(x - 1, r - 1)) {
        x--;
        r--;
        float weight = Math.min(receivedWeights[x], replyWeights[r]);
        common += weight;
        different += weight * received.get(x).differenceTo(reply.get(r));
        lost.goOn();
        repeated.goOn();
      } else if (price[x][r] == price[x - 1][r] + ALONE * receivedWeights[x - 1]) {
        x--;
        repeated.add(receivedWeights[x]);
        held += 1 - receivedWeights[x];
      } else {
        r--;
        lost.add(replyWeights[r]);
        held -= 1 - replyWeights[r];
      }
    }
    boolean same = common > 0 && different <= SAME * common && common > lost.all + repeated.all;
    return same
        ? Optional.of(
            new Comparison(10 * Math.max(0, held), 10 * lost.longest, 10 * repeated.longest))
        : Optional.empty();
  }

  /**
   * The frames without a counterpart, by the pieces that they make up. A jitter buffer that catches
   * up drops some 10 ms, and then waits for 50 ms at least; whoever skips words skips them at once.
   */
  private static final class Pieces {
    /** Frames with a counterpart after which another piece begins. */
    private static final int APART = 4;

    private double all;
    private double longest;
    private double current;
    private int apart;

    void add(double weight) {
      current = apart >= APART ? weight : current + weight;
      apart = 0;
      all += weight;
      longest = Math.max(longest, current);
    }

    void goOn() {
      apart++;
    }
  }

  private int cheapestEnd() {
    float[] last = price[received.size()];
    int best = 0;
    for (int r = 1; r < last.length; r++) {
      best = last[r] < last[best] ? r : best;
    }
    return best;
  }

  /**
   * Price of two frames as one: how their spectra differ, and how much louder one is. A little
   * louder is nothing, but what is silent is no counterpart of what is loud.
   */
  private float together(int x, int r) {
    float quieter = Math.min(receivedWeights[x], replyWeights[r]);
    float louder = Math.max(receivedWeights[x], replyWeights[r]);
    double spectra = quieter == 0 ? 0 : quieter * received.get(x).differenceTo(reply.get(r));
    return (float) spectra + UNEVEN * (louder - quieter) * (louder - quieter);
  }

  private static float[] weights(List<Frame> frames, double loudLevel) {
    var weights = new float[frames.size()];
    for (int index = 0; index < weights.length; index++) {
      double above = frames.get(index).dbfs() - loudLevel - QUIET_DB;
      weights[index] = (float) Math.clamp(above / FADE_DB, 0, 1);
    }
    return weights;
  }
}
