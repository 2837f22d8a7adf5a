package io.echosphere.worker.call;

import java.util.Locale;

/**
 * Something heard of the caller over a reply that claims no turn: the agent is to go on.
 *
 * @param kind what it is
 * @param clip how it sounds
 */
public record Aside(Kind kind, Clip clip) {
  /** What is heard. */
  public enum Kind {
    /** A listener's "uh-huh". */
    BACKCHANNEL,
    /** A cough, a door. */
    NOISE;

    /** For reports. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
