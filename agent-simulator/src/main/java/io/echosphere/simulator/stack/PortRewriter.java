package io.echosphere.simulator.stack;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes other ports into the ICE candidates of a byte stream, without changing its length. Not
 * thread-safe.
 */
final class PortRewriter {
  /** A shorter beginning of a pattern at the end of what came is taken for chance. */
  private static final int LEAST_CARRIED = 4;

  private static final byte[] NOTHING = {};

  private final Rule[] rules;
  private byte[] carried = NOTHING;

  PortRewriter(Rule... rules) {
    this.rules = rules.clone();
  }

  /** What to write instead of what; equally long. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Rule(byte[] pattern, byte[] replacement) {
    Rule {
      if (pattern.length != replacement.length) {
        throw new IllegalArgumentException("ports of different length");
      }
    }
  }

  /**
   * As candidates are written: {@code ... 127.0.0.1 50123 typ host}.
   *
   * @param from a port with as many digits as the other
   */
  static Rule candidates(int from, int to) {
    return new Rule(bytes(" " + from + " typ"), bytes(" " + to + " typ"));
  }

  /** Takes the next bytes; gives what may be passed on. */
  byte[] rewrite(byte[] buffer, int length) {
    var all = Arrays.copyOf(carried, carried.length + length);
    System.arraycopy(buffer, 0, all, carried.length, length);
    int kept = 0;
    for (Rule rule : rules) {
      replace(all, rule);
      kept = Math.max(kept, unfinished(all, rule.pattern()));
    }
    carried = Arrays.copyOfRange(all, all.length - kept, all.length);
    return Arrays.copyOf(all, all.length - kept);
  }

  private static void replace(byte[] all, Rule rule) {
    int length = rule.pattern().length;
    for (int at = 0; at + length <= all.length; at++) {
      if (Arrays.equals(all, at, at + length, rule.pattern(), 0, length)) {
        System.arraycopy(rule.replacement(), 0, all, at, length);
      }
    }
  }

  /** How many bytes at the end may be the beginning of a pattern. */
  private static int unfinished(byte[] all, byte[] pattern) {
    for (int count = Math.min(pattern.length - 1, all.length); count >= LEAST_CARRIED; count--) {
      if (Arrays.equals(all, all.length - count, all.length, pattern, 0, count)) {
        return count;
      }
    }
    return 0;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
