package io.echosphere.domain.conversation;

/**
 * Where a message stands in its session, and which telling of it this is. Immutable.
 *
 * @param sequence its place in the order in which things began to be said, from 1; may have gaps
 * @param revision 1 when it is first told; higher when it is told again because more of it was
 *     heard, or because it was corrected
 */
public record Place(int sequence, int revision) {
  public Place {
    if (sequence < 1 || revision < 1) {
      throw new IllegalArgumentException("a place counts from 1");
    }
  }
}
