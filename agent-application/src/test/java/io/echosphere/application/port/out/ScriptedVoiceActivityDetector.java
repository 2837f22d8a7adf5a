package io.echosphere.application.port.out;

import java.util.List;

/**
 * A detector that ignores the sound: each channel reads the same list from its start, and hears
 * silence (0) after its end. A reset goes back to the start.
 */
public final class ScriptedVoiceActivityDetector implements VoiceActivityDetector {
  private final List<Float> script;

  /**
   * A detector with a script.
   *
   * @param script one probability a window, each 0 to 1
   */
  public ScriptedVoiceActivityDetector(List<Float> script) {
    this.script = List.copyOf(script);
  }

  /** A detector that is sure of voice wherever a window is louder than a whisper. */
  public static VoiceActivityDetector byLoudness() {
    return LoudnessChannel::new;
  }

  @Override
  public Channel open() {
    return new ScriptedChannel();
  }

  private final class ScriptedChannel implements Channel {
    private int next;

    @Override
    public float probability(short[] window) {
      return next < script.size() ? script.get(next++) : 0f;
    }

    @Override
    public void reset() {
      next = 0;
    }

    @Override
    public void close() {}
  }

  private static final class LoudnessChannel implements Channel {
    private static final double WHISPER = 200;

    @Override
    public float probability(short[] window) {
      double sum = 0;
      for (short sample : window) {
        sum += Math.abs(sample);
      }
      return sum / window.length > WHISPER ? 0.98f : 0.01f;
    }

    @Override
    public void reset() {}

    @Override
    public void close() {}
  }
}
