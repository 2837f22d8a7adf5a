package io.echosphere.application.speaking;

import io.echosphere.domain.audio.AudioFormat;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The sound of one reply: filled by the reply's thread, played by the mouth's. The reply's thread
 * owns what is appended, the mouth's owns the position; each mode is one volatile write away.
 * Bound: the reply synthesizes at most two clauses ahead.
 */
final class ReplyAudio {
  /** Loudness of a ducked reply: about −12 dB. */
  private static final float DUCKED = 0.25f;

  private static final int FRAME = AudioFormat.SPEECH_FRAME;
  private static final int STEP = AudioFormat.speechSamples(100);

  private final Queue<Piece> pieces = new ConcurrentLinkedQueue<>();
  private final Listener listener;
  private volatile Mode mode = Mode.HELD;
  private volatile boolean complete;
  private volatile long playedSamples;
  private long appendedSamples;
  private long position;
  private int offset;
  private float loudness;
  private boolean begun;
  private boolean reportedEnd;

  ReplyAudio(Listener listener) {
    this.listener = listener;
  }

  /** What the mouth is to do with the sound. */
  enum Mode {
    HELD,
    PLAYING,
    DUCKED
  }

  /** Hears of the playing, on the mouth's thread; must not block. */
  interface Listener {
    /** The first sample of a clause is about to be played. */
    void clauseStarted(int clause);

    /** Another 100 ms have been played, or all there is so far. */
    void progressed();

    /** Everything appended has been played, and nothing more comes. */
    void drained();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Piece(short[] samples, int clause) {
    static final int SAME_CLAUSE = -1;
    static final int FILLER = -2;
  }

  /** Appends sound; the first of a clause carries its index, later ones -1. The reply's thread. */
  void append(short[] samples, int clause) {
    if (samples.length > 0) {
      appendedSamples += samples.length;
      pieces.add(new Piece(samples, clause));
    }
  }

  void append(short[] samples) {
    append(samples, Piece.SAME_CLAUSE);
  }

  /** Appends what is to be heard before the reply begins. The reply's thread. */
  void fillWith(short[] samples) {
    append(samples, Piece.FILLER);
  }

  /** Whether sound is wanted now. Any thread. */
  boolean isPlaying() {
    return mode == Mode.PLAYING;
  }

  /** Samples appended so far. The reply's thread. */
  long appended() {
    return appendedSamples;
  }

  /** Nothing more will be appended. The reply's thread. */
  void complete() {
    complete = true;
  }

  /** Any thread. */
  void mode(Mode next) {
    mode = next;
  }

  /** How many samples have been played. Any thread. */
  long played() {
    return playedSamples;
  }

  /**
   * Fills the next 10 ms. A pause fades out over this frame without moving the position, so that
   * going on starts at the very sample where the fade began. The mouth's thread.
   *
   * @return false if sound was due and had not arrived
   */
  boolean fill(short[] frame) {
    Arrays.fill(frame, (short) 0);
    Mode now = mode;
    if (now == Mode.HELD) {
      if (loudness > 0) {
        copy(frame, false);
        fade(frame, loudness, 0);
        loudness = 0;
      }
      return true;
    }
    float target = now == Mode.DUCKED ? DUCKED : 1;
    // What has just begun needs no fade: the voice starts from silence.
    float from = begun ? loudness : target;
    int filled = copy(frame, true);
    fade(frame, from, target);
    loudness = target;
    position += filled;
    playedSamples = position;
    boolean ranDry = filled > 0 && pieces.isEmpty() && !complete;
    if (ranDry || (filled > 0 && position / STEP > (position - filled) / STEP)) {
      listener.progressed();
    }
    if (filled < FRAME && complete && pieces.isEmpty() && !reportedEnd) {
      reportedEnd = true;
      listener.drained();
    }
    return filled == FRAME || !begun || complete;
  }

  private int copy(short[] frame, boolean take) {
    int filled = 0;
    int at = offset;
    for (Piece piece = pieces.peek(); piece != null && filled < FRAME; piece = next(piece, take)) {
      begun |= take && piece.clause() != Piece.FILLER;
      if (take && at == 0 && piece.clause() >= 0) {
        listener.clauseStarted(piece.clause());
      }
      int count = Math.min(FRAME - filled, piece.samples().length - at);
      System.arraycopy(piece.samples(), at, frame, filled, count);
      filled += count;
      at += count;
      if (at < piece.samples().length) {
        break;
      }
      at = 0;
      if (!take) { // a fade of what is left of this piece is enough
        break;
      }
    }
    if (take) {
      offset = at;
    }
    return filled;
  }

  private @Nullable Piece next(Piece played, boolean take) {
    if (take) {
      pieces.remove(played);
    }
    return pieces.peek();
  }

  private static void fade(short[] frame, float from, float to) {
    if (from == 1 && to == 1) {
      return;
    }
    for (int i = 0; i < frame.length; i++) {
      frame[i] = (short) (frame[i] * (from + (to - from) * i / frame.length));
    }
  }
}
