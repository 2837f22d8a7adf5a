package io.echosphere.simulator.aws.bedrock;

import java.util.ArrayList;
import java.util.List;

/** Cuts a reply into pieces like a model's tokens. Pure. */
final class Deltas {
  /** Japanese comes about so many characters at a time. */
  private static final int WIDE = 3;

  /** A Latin word longer than this comes in parts. */
  private static final int NARROW = 8;

  private Deltas() {}

  /** The pieces, which joined are the text again; no surrogate pair is cut. */
  static List<String> of(String text) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    int[] points = text.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      boolean wide = points[i] > 0x2E7F;
      boolean wordBegins = points[i] == ' ' && i > 0;
      int limit = wide ? WIDE : NARROW;
      if (!piece.isEmpty() && (wordBegins || piece.codePointCount(0, piece.length()) >= limit)) {
        pieces.add(piece.toString());
        piece.setLength(0);
      }
      piece.appendCodePoint(points[i]);
    }
    if (!piece.isEmpty()) {
      pieces.add(piece.toString());
    }
    return pieces;
  }

  /** About how many tokens a model would count. */
  static int tokens(String text) {
    long wide = text.codePoints().filter(point -> point > 0x2E7F).count();
    long narrow = text.codePoints().count() - wide;
    return (int) (wide + (narrow + 3) / 4);
  }
}
