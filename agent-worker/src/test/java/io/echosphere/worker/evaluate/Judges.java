package io.echosphere.worker.evaluate;

import io.echosphere.application.port.out.EndOfTurnEstimator;
import io.echosphere.application.port.out.NoiseSuppressor;
import io.echosphere.application.port.out.VoiceActivityDetector;
import io.echosphere.worker.wiring.WiredTurns;

/**
 * What a call is judged with. Shared by calls; its parts are safe for use by many threads.
 *
 * @param wired the settings of the detector under test
 * @param hand how the recogniser writes
 */
record Judges(
    NoiseSuppressor suppressor,
    VoiceActivityDetector voice,
    EndOfTurnEstimator sound,
    WiredTurns wired,
    Hand hand) {

  /** Whether the sound of the voice is asked. */
  boolean listens() {
    return switch (wired.turns().endpointing().detector()) {
      case AUDIO, BOTH -> true;
      case TEXT, VAD -> false;
    };
  }
}
