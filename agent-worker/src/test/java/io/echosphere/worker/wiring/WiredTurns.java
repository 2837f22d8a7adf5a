package io.echosphere.worker.wiring;

import io.echosphere.adapter.webrtc.WebRtcNoiseSuppressor;
import io.echosphere.application.hearing.Transcription;
import io.echosphere.domain.speech.SpeechGate;
import io.echosphere.domain.turn.TurnSettings;
import io.echosphere.worker.config.InvalidConfigException;
import io.echosphere.worker.config.WorkerConfig;
import java.util.HashMap;
import java.util.Map;

/**
 * How the composition root sets up turn-taking, so that what is evaluated is what is shipped.
 *
 * @param turns what the turn machine gets
 * @param gate what hearing gets
 * @param transcription how words are made final
 * @param echo whether the agent's echo is taken away
 * @param suppressor how much noise is taken away
 */
public record WiredTurns(
    TurnSettings turns,
    SpeechGate.Settings gate,
    Transcription.Settings transcription,
    WebRtcNoiseSuppressor.Level suppressor,
    boolean echo) {

  /**
   * The defaults with some settings changed.
   *
   * @param changes as in the environment, such as {@code TURN_MIN_DELAY_MS}
   */
  public static WiredTurns with(Map<String, String> changes) throws InvalidConfigException {
    var environment = new HashMap<String, String>();
    environment.put("LIVEKIT_URL", "ws://127.0.0.1:7880");
    environment.put("LIVEKIT_API_KEY", "devkey");
    environment.put("LIVEKIT_API_SECRET", "secret");
    environment.put("DATABASE_URL", "none");
    environment.putAll(changes);
    var config = WorkerConfig.from(environment);
    return new WiredTurns(
        Parts.callSettings(config).turns(),
        Parts.gate(config.turn().vad()),
        Parts.finalizing(config.speech().hearing()),
        Parts.level(config),
        config.speech().hearing().echoCancellation());
  }
}
