package io.echosphere.domain.speech;

/**
 * Whether what the microphone hears is the agent's own voice, told from its sound: the levels of
 * the last 200 ms, band by band, are held against what was played up to 0.6 s before. Speech is so
 * varied that what is loud in the same bands at the same times is the same speech, however softly
 * it comes back. Both over one another are the caller's voice. Owned by the one thread that feeds
 * it.
 *
 * <p>Measured on the development half of the corpus: the agent's echo at 10 to 20 dB below its
 * voice scores 0.93 to 0.99, the caller over the agent's voice less than 0.85 at the best of all
 * delays.
 */
public final class OwnVoice {
  /** What is compared: 200 ms. */
  private static final int WINDOW = 20;

  /** An echo comes back within 0.62 s, loudspeaker, room and network together. */
  private static final int LONGEST_LAG = 62;

  /** So much of the window must be loud: 60 ms. */
  private static final int LEAST_LOUD = 6;

  /** Frames that are softer than the window's loudest by more say nothing. */
  private static final float LOUD_DB = 25;

  /** What is softer by more is as if silent. */
  private static final float FLOOR_DB = 35;

  /** What is played sounds from this level on, in dB of one bit. */
  private static final float SOUNDS_DB = 25;

  /** From here on it is an echo, at whatever delay. */
  private static final double SURE = 0.9;

  /** The same at a delay at which it came back before. */
  private static final double AGAIN = 0.75;

  /** A delay is forgotten after half a minute: callers change rooms and loudspeakers. */
  private static final long REMEMBERED = 3_000;

  /** Frames of either side may come late together; more means that some were lost. */
  private static final int MOST_JITTER = 20;

  private static final int KEPT = 128;
  private static final int BANDS = BandLevels.COUNT;
  private static final int NEVER = -1;

  private final BandLevels playedBands = new BandLevels();
  private final BandLevels heardBands = new BandLevels();
  private final float[][] played = new float[KEPT][BANDS];
  private final float[][] heard = new float[KEPT][BANDS];
  private final long[] loud = new long[WINDOW];
  private int loudCount;
  private float heardPeak;
  private long playedFrames;
  private long heardFrames;
  private long soundedFrame = NEVER;

  /** How many more frames were played than heard, give or take jitter. */
  private long ahead;

  private int knownLag = NEVER;
  private long knownFrame;

  /**
   * Takes what is being played.
   *
   * @param samples 10 ms at 16 kHz; silence too
   */
  public void played(short[] samples) {
    float[] levels = played[slot(playedFrames)];
    playedBands.measure(samples, levels);
    if (highest(levels) >= SOUNDS_DB) {
      soundedFrame = playedFrames;
    }
    playedFrames++;
  }

  /**
   * Takes what the microphone hears.
   *
   * @param samples 10 ms at 16 kHz
   */
  public void heard(short[] samples) {
    heardBands.measure(samples, heard[slot(heardFrames)]);
    heardFrames++;
    if (Math.abs(playedFrames - heardFrames - ahead) > MOST_JITTER) {
      ahead = playedFrames - heardFrames;
    }
  }

  /** Whether the newest sound is the agent's own and nobody else's. */
  public boolean isHeard() {
    boolean sounded =
        soundedFrame != NEVER && playedFrames - soundedFrame <= LONGEST_LAG + WINDOW + MOST_JITTER;
    if (!sounded || heardFrames < WINDOW) {
      return false;
    }
    findLoud();
    if (loudCount < LEAST_LOUD) {
      return false;
    }
    return isAtKnownLag() || isAtAnyLag();
  }

  private boolean isAtKnownLag() {
    if (knownLag == NEVER || heardFrames - knownFrame > REMEMBERED) {
      return false;
    }
    for (int lag = Math.max(0, knownLag - 1); lag <= knownLag + 1; lag++) {
      if (likeness(lag) >= AGAIN) {
        knownFrame = heardFrames;
        return true;
      }
    }
    return false;
  }

  private boolean isAtAnyLag() {
    double best = 0;
    int at = NEVER;
    for (int lag = 0; lag <= LONGEST_LAG; lag++) {
      double likeness = likeness(lag);
      if (likeness > best) {
        best = likeness;
        at = lag;
      }
    }
    if (best < SURE) {
      return false;
    }
    knownLag = at;
    knownFrame = heardFrames;
    return true;
  }

  private void findLoud() {
    long first = heardFrames - WINDOW;
    heardPeak = Float.NEGATIVE_INFINITY;
    for (long frame = first; frame < heardFrames; frame++) {
      heardPeak = Math.max(heardPeak, highest(heard[slot(frame)]));
    }
    loudCount = 0;
    for (long frame = first; frame < heardFrames; frame++) {
      if (highest(heard[slot(frame)]) >= heardPeak - LOUD_DB) {
        loud[loudCount++] = frame;
      }
    }
  }

  /** How alike both are at a delay, at most 1: their levels, and the shapes of their spectra. */
  private double likeness(int lag) {
    float playedPeak = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < loudCount; i++) {
      long frame = loud[i] + ahead - lag;
      if (frame < 0 || frame >= playedFrames || frame < playedFrames - KEPT) {
        return 0;
      }
      playedPeak = Math.max(playedPeak, highest(played[slot(frame)]));
    }
    if (playedPeak < SOUNDS_DB) {
      return 0;
    }
    var levels = new Correlation();
    var slopes = new Correlation();
    for (int i = 0; i < loudCount; i++) {
      float[] ear = heard[slot(loud[i])];
      float[] mouth = played[slot(loud[i] + ahead - lag)];
      double x = Math.max(ear[0], heardPeak - FLOOR_DB);
      double y = Math.max(mouth[0], playedPeak - FLOOR_DB);
      levels.add(x, y);
      for (int band = 1; band < BANDS; band++) {
        double nextX = Math.max(ear[band], heardPeak - FLOOR_DB);
        double nextY = Math.max(mouth[band], playedPeak - FLOOR_DB);
        levels.add(nextX, nextY);
        slopes.add(nextX - x, nextY - y);
        x = nextX;
        y = nextY;
      }
    }
    return (levels.value() + slopes.value()) / 2;
  }

  private static float highest(float[] levels) {
    float highest = levels[0];
    for (float level : levels) {
      highest = Math.max(highest, level);
    }
    return highest;
  }

  private static int slot(long frame) {
    return (int) (frame % KEPT);
  }

  /** Of pairs of numbers, -1 to 1; 0 where one of them never changes. */
  private static final class Correlation {
    private int count;
    private double sumX;
    private double sumY;
    private double sumXx;
    private double sumYy;
    private double sumXy;

    void add(double x, double y) {
      count++;
      sumX += x;
      sumY += y;
      sumXx += x * x;
      sumYy += y * y;
      sumXy += x * y;
    }

    double value() {
      double varianceX = sumXx - sumX * sumX / count;
      double varianceY = sumYy - sumY * sumY / count;
      return varianceX < 1e-6 || varianceY < 1e-6
          ? 0
          : (sumXy - sumX * sumY / count) / Math.sqrt(varianceX * varianceY);
    }
  }
}
