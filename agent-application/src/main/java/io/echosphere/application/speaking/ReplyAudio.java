package io.echosphere.application.speaking;

import io.echosphere.domain.audio.AudioFormat;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The sound of one reply: filled by the reply's thread, played by the mouth's. The reply's thread
 * owns what is appended, the mouth's owns the position; each mode is one volatile write away.
 * Bound: the reply synthesizes at most two clauses ahead, and the last {@link #KEPT_SAMPLES} that
 * were played are kept, in case nobody heard them.
 */
final class ReplyAudio {
  /** Loudness of a ducked reply: about −12 dB. */
  private static final float DUCKED = 0.25f;

  private static final int FRAME = AudioFormat.SPEECH_FRAME;
  private static final int STEP = AudioFormat.speechSamples(100);

  /** 20 s: a broken connection is noticed within that time. */
  static final int KEPT_SAMPLES = AudioFormat.speechSamples(20_000);

  private final Queue<Piece> pieces = new ConcurrentLinkedQueue<>();

  /** What was played, the newest last; and what is to be played once more, before all else. */
  private final Deque<Piece> kept = new ArrayDeque<>();

  private final Deque<Piece> again = new ArrayDeque<>();
  private final Listener listener;
  private volatile Mode mode = Mode.HELD;
  private volatile boolean complete;
  private volatile long playedSamples;
  private long appendedSamples;
  private long position;

  /** How far it has ever been played: what is played again is not reported again. */
  private long furthest;

  private int lastClause = -1;
  private int keptSamples;
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

  /** How many samples have been played, but for those that nobody heard. Any thread. */
  long played() {
    return playedSamples;
  }

  /**
   * Nobody hears what is played, and nobody heard the last samples of it: they will be played
   * again, from the very sample, as far as they are kept. The mouth's thread.
   */
  void rewind(long samples) {
    long left = Math.min(samples, position);
    long asked = left;
    while (left > 0 && (offset > 0 || !kept.isEmpty())) {
      if (offset == 0) {
        Piece last = kept.removeLast();
        keptSamples -= last.samples().length;
        again.addFirst(last);
        offset = last.samples().length;
      }
      int step = (int) Math.min(offset, left);
      offset -= step;
      left -= step;
    }
    position -= asked - left;
    playedSamples = position;
    loudness = 0;
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
    boolean ranDry = filled > 0 && head() == null && !complete;
    if (ranDry || (position > furthest && position / STEP > furthest / STEP)) {
      listener.progressed();
    }
    furthest = Math.max(furthest, position);
    if (filled < FRAME && complete && head() == null && !reportedEnd) {
      reportedEnd = true;
      listener.drained();
    }
    return filled == FRAME || !begun || complete;
  }

  private int copy(short[] frame, boolean take) {
    int filled = 0;
    int at = offset;
    for (Piece piece = head(); piece != null && filled < FRAME; piece = next(piece, take)) {
      begun |= take && piece.clause() != Piece.FILLER;
      if (take && at == 0 && piece.clause() > lastClause) {
        lastClause = piece.clause();
        listener.clauseStarted(lastClause);
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

  private @Nullable Piece head() {
    return again.isEmpty() ? pieces.peek() : again.peekFirst();
  }

  private @Nullable Piece next(Piece played, boolean take) {
    if (take) {
      if (again.isEmpty()) {
        pieces.remove();
      } else {
        again.removeFirst();
      }
      keep(played);
    }
    return head();
  }

  private void keep(Piece played) {
    kept.addLast(played);
    keptSamples += played.samples().length;
    while (keptSamples - kept.getFirst().samples().length >= KEPT_SAMPLES) {
      keptSamples -= kept.removeFirst().samples().length;
    }
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
