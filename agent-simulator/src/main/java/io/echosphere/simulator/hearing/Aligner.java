package io.echosphere.simulator.hearing;

import java.util.Arrays;

/**
 * Finds the most likely path of the arriving frames through the clips, by one-pass Viterbi search
 * over all their states (Bridle, Brown and Chamberlain 1982; Ney 1984). Between clips, and where no
 * clip explains the audio, the path is in "nothing", which scores 0 a frame. Used by one thread.
 *
 * <p>A path moves one state a frame; staying or skipping one costs {@link #WARP}, which follows a
 * jitter buffer that stretches. Entering a clip costs evidence, so stray likenesses do not pay.
 */
final class Aligner {
  /** A path's value where no clip explains the audio. */
  static final int NOTHING = -1;

  private static final float WARP = 0.4f;
  private static final float EXIT = 0.5f;

  /** Entering here counts as the clip's beginning: its onset may be too soft to arrive. */
  private static final int ONSET_STATES = 8;

  private static final float WORST = -0.5f;
  private static final float SILENT_WORD = -0.35f;
  private static final float SILENT_PAUSE = 0.02f;
  private static final float LOUD_PAUSE = -0.25f;
  private static final float IMPOSSIBLE = -1e9f;

  private static final byte STEP = 0;
  private static final byte STAY = 1;
  private static final byte SKIP = 2;
  private static final byte ENTER = 3;

  private final Templates templates;
  private final MatchSettings settings;
  private final float[] scores;
  private float nothing;
  private float best;
  private int frames;

  /** Per frame: how each state was reached. */
  private byte[][] moves = new byte[64][];

  /** Per frame: the state that somebody who enters a clip at the next frame comes from. */
  private int[] origins = new int[64];

  /** Per frame: its normalised shape, empty for silence. */
  private float[][] shapes = new float[64][];

  Aligner(Templates templates, MatchSettings settings) {
    this.templates = templates;
    this.settings = settings;
    scores = new float[templates.size()];
    clear();
  }

  /** Forgets all frames. */
  void clear() {
    Arrays.fill(scores, IMPOSSIBLE);
    nothing = 0;
    best = 0;
    frames = 0;
  }

  /** How many frames arrived since {@link #clear}. */
  int frames() {
    return frames;
  }

  /** Takes the next frame: its normalised shape, copied, or an empty array for silence. */
  void take(float[] shape) {
    if (frames == moves.length) {
      moves = Arrays.copyOf(moves, 2 * frames);
      origins = Arrays.copyOf(origins, 2 * frames);
      shapes = Arrays.copyOf(shapes, 2 * frames);
    }
    byte[] move = moves[frames] == null ? new byte[templates.size()] : moves[frames];
    moves[frames] = move;
    shapes[frames] = shape.clone();
    for (int clip = 0; clip < templates.clipCount(); clip++) {
      advance(templates.start(clip), templates.start(clip + 1), shape, move);
    }
    nothing = best;
    int origin = NOTHING;
    for (int clip = 0; clip < templates.clipCount(); clip++) {
      int last = templates.start(clip + 1) - 1;
      for (int state = templates.start(clip); state <= last; state++) {
        float leaving = scores[state] - (state == last ? 0 : EXIT);
        if (leaving > best) {
          best = leaving;
          origin = state;
        }
      }
    }
    origins[frames] = origin;
    frames++;
  }

  private void advance(int first, int end, float[] shape, byte[] moves) {
    float atOnset = best - (float) settings.entry() / 2;
    float inside = best - (float) settings.entry();
    for (int state = end - 1; state >= first; state--) {
      int place = state - first;
      float score = place < ONSET_STATES ? atOnset : inside;
      byte move = ENTER;
      if (scores[state] - WARP > score) {
        score = scores[state] - WARP;
        move = STAY;
      }
      if (place > 1 && scores[state - 2] - WARP > score) {
        score = scores[state - 2] - WARP;
        move = SKIP;
      }
      if (place > 0 && scores[state - 1] >= score) {
        score = scores[state - 1];
        move = STEP;
      }
      scores[state] = score + evidence(state, shape);
      moves[state] = move;
    }
  }

  private float evidence(int state, float[] shape) {
    boolean spoken = templates.spoken(state);
    if (shape.length == 0) {
      return spoken ? SILENT_WORD : SILENT_PAUSE;
    }
    if (!spoken) {
      return LOUD_PAUSE;
    }
    return Math.max(WORST, templates.similarity(state, shape) - (float) settings.similarity());
  }

  /** How alike a frame that arrived is to a state; 0 for silence. */
  float similarity(int frame, int state) {
    float[] shape = shapes[frame];
    return shape.length == 0 ? 0 : templates.similarity(state, shape);
  }

  /**
   * The likeliest path so far: for each frame a state or {@link #NOTHING}. Where the path enters a
   * clip, {@code entered} is set.
   */
  int[] path(boolean[] entered) {
    int[] path = new int[frames];
    int state = NOTHING;
    float top = nothing;
    for (int s = 0; s < scores.length; s++) {
      if (scores[s] > top) {
        top = scores[s];
        state = s;
      }
    }
    for (int frame = frames - 1; frame >= 0; frame--) {
      path[frame] = state;
      if (state == NOTHING) {
        state = frame > 0 ? origins[frame - 1] : NOTHING;
      } else {
        switch (moves[frame][state]) {
          case STEP -> state--;
          case SKIP -> state -= 2;
          case STAY -> {}
          default -> {
            entered[frame] = true;
            state = frame > 0 ? origins[frame - 1] : NOTHING;
          }
        }
      }
    }
    return path;
  }
}
