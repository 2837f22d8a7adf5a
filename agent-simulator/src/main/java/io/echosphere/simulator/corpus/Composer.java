package io.echosphere.simulator.corpus;

import io.echosphere.simulator.corpus.CorpusClip.Pause;
import io.echosphere.simulator.corpus.Segment.Token;
import io.echosphere.simulator.hearing.Clip;
import io.echosphere.simulator.hearing.HeardWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Joins the pieces of a text with their pauses, and notes when each word sounds. Pure. */
final class Composer {
  private static final int RATE = Clip.SAMPLE_RATE_HZ;
  private static final int LEAD = RATE / 50;
  private static final int TAIL = RATE / 25;
  private static final int FADE = RATE / 200;

  private Composer() {}

  /** A joined text. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Composed(
      short[] samples,
      List<HeardWord> words,
      List<Pause> pauses,
      double voiceStart,
      double voiceEnd) {}

  /** Joins pieces; there is one of sound for each of text. */
  static Composed join(List<Segment> segments, List<short[]> pieces) {
    List<short[]> sounds = pieces.stream().map(Composer::trimmed).toList();
    int length = LEAD + TAIL;
    for (int i = 0; i < sounds.size(); i++) {
      length += sounds.get(i).length + RATE / 1_000 * segments.get(i).pauseMillis();
    }
    short[] all = new short[length];
    List<HeardWord> words = new ArrayList<>();
    List<Pause> pauses = new ArrayList<>();
    int at = LEAD;
    for (int i = 0; i < sounds.size(); i++) {
      short[] sound = sounds.get(i);
      System.arraycopy(sound, 0, all, at, sound.length);
      int end = at + sound.length;
      words.addAll(words(segments.get(i).tokens(), seconds(at), seconds(end)));
      int next = end + RATE / 1_000 * segments.get(i).pauseMillis();
      if (segments.get(i).labelled()) {
        pauses.add(new Pause(seconds(end), seconds(next)));
      }
      at = next;
    }
    return new Composed(
        Levels.speech(all), words, pauses, seconds(LEAD), words.getLast().endSeconds());
  }

  /** The voice of a piece alone, with soft edges. */
  private static short[] trimmed(short[] piece) {
    int[] voice = Levels.voiced(piece, 0, piece.length);
    short[] out = Arrays.copyOfRange(piece, voice[0], voice[1]);
    for (int i = 0; i < Math.min(FADE, out.length / 2); i++) {
      out[i] = (short) (out[i] * i / FADE);
      out[out.length - 1 - i] = (short) (out[out.length - 1 - i] * i / FADE);
    }
    return out;
  }

  private static List<HeardWord> words(List<Token> tokens, double start, double end) {
    double total = tokens.stream().mapToDouble(Token::weight).sum();
    List<HeardWord> words = new ArrayList<>();
    double at = start;
    for (Token token : tokens) {
      double stop = total == 0 ? end : at + (end - start) * token.weight() / total;
      words.add(new HeardWord(token.text(), round(at), round(stop), true, token.isMark()));
      at = stop;
    }
    return words;
  }

  private static double seconds(int samples) {
    return round((double) samples / RATE);
  }

  private static double round(double seconds) {
    return Math.round(seconds * 1_000) / 1_000.0;
  }
}
