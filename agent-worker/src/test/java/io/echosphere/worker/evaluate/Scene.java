package io.echosphere.worker.evaluate;

import io.echosphere.simulator.corpus.CorpusClip;
import io.echosphere.simulator.corpus.Kind;
import io.echosphere.simulator.corpus.NoiseBed;
import io.echosphere.simulator.corpus.Split;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a caller does in one call: says some turns one after another, or asks for a reply and makes
 * a sound while it plays.
 *
 * @param turns what is said, each after the reply to the one before
 * @param sound what sounds during the reply to the last turn; null in a call of turns
 * @param soundAfterMillis how long that reply has sounded by then
 * @param reply what the agent answers
 * @param noise the room's noise; none is quiet
 */
record Scene(
    List<CorpusClip> turns,
    @Nullable CorpusClip sound,
    int soundAfterMillis,
    CorpusClip reply,
    Noise noise) {

  Scene {
    turns = List.copyOf(turns);
  }

  /**
   * A room.
   *
   * @param decibels of speech over it; 0 in a quiet room
   */
  record Noise(NoiseBed.Type type, int decibels) {
    NoiseBed bed(long seed) {
      return decibels == 0 ? NoiseBed.quiet(seed) : NoiseBed.below(type, decibels, seed);
    }

    @Override
    public String toString() {
      return decibels == 0
          ? "quiet"
          : type.name().toLowerCase(Locale.ROOT) + " " + decibels + " dB";
    }
  }

  String language() {
    return turns.getFirst().language();
  }

  Split split() {
    return turns.getFirst().split();
  }

  /** Names it, and seeds what is random in it. */
  String id() {
    return sound == null ? turns.getFirst().id() : sound.id();
  }

  boolean isEcho() {
    return sound != null && sound.kind() == Kind.ECHO;
  }
}
