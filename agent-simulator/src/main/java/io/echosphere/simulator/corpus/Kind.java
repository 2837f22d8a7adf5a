package io.echosphere.simulator.corpus;

import java.util.Locale;

/** What a clip is for. */
public enum Kind {
  /** A turn said in one breath. */
  PLAIN,
  /** A turn that pauses after a filler. */
  FILLER,
  /** A turn that pauses after a te-form. */
  TE,
  /** A turn that pauses after kedo or ga. */
  KEDO,
  /** A turn that pauses after a conjunction or before what it joins. */
  CONJUNCTION,
  /** A turn that pauses before the word that its sentence needs. */
  TRAIL,
  /** A turn that dictates digits, letters or an address. */
  DIGITS,
  /** A turn by a real person. */
  RECORDING,
  /** A turn that asks for a long reply. */
  PROMPT,
  /** A listener's noise during a reply, which must survive it. */
  BACKCHANNEL,
  /** A real interruption, which must end the reply. */
  BARGE_IN,
  /** What the agent says. */
  REPLY,
  /** A noise during a reply. */
  SOUND,
  /** Music during a reply. */
  MUSIC,
  /** The agent's own reply, coming back by the caller's microphone. */
  ECHO;

  /** Whether it is one of the turns by which the end of turn is judged. */
  public boolean isTurn() {
    return switch (this) {
      case PLAIN, FILLER, TE, KEDO, CONJUNCTION, TRAIL, DIGITS, RECORDING -> true;
      case PROMPT, BACKCHANNEL, BARGE_IN, REPLY, SOUND, MUSIC, ECHO -> false;
    };
  }

  /** Whether it is no speech of the caller, and must not end a reply. */
  public boolean isFalseInterruption() {
    return this == SOUND || this == MUSIC || this == ECHO;
  }

  /** The name that the label files use. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads a code.
   *
   * @throws IllegalArgumentException when there is none such
   */
  public static Kind of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
