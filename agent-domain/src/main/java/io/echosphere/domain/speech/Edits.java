package io.echosphere.domain.speech;

/** How far two spellings lie apart. Pure. */
public final class Edits {
  private Edits() {}

  /**
   * The fewest letters to change, add or drop so that the piece stands somewhere within the whole.
   * Takes time in proportion to the product of the lengths.
   */
  static int within(String piece, String whole) {
    int[] row = new int[whole.length() + 1]; // all zero: the piece may begin anywhere
    for (int i = 1; i <= piece.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= whole.length(); j++) {
        int changed = diagonal + (piece.charAt(i - 1) == whole.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    int best = piece.length();
    for (int edits : row) {
      best = Math.min(best, edits);
    }
    return best;
  }

  /** Whether one letter changed, added or dropped, or none, makes one of the other. */
  public static boolean atMostOne(String one, String other) {
    if (Math.abs(one.length() - other.length()) > 1) {
      return false;
    }
    int same = 0;
    int most = Math.min(one.length(), other.length());
    while (same < most && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    String rest = one.substring(same);
    String otherRest = other.substring(same);
    if (rest.isEmpty() || otherRest.isEmpty()) {
      return rest.length() + otherRest.length() <= 1;
    }
    return rest.substring(1).equals(otherRest.substring(1))
        || rest.substring(1).equals(otherRest)
        || rest.equals(otherRest.substring(1));
  }
}
