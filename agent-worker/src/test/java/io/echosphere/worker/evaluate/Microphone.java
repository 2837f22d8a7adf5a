package io.echosphere.worker.evaluate;

import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.simulator.audio.Resampler;
import io.echosphere.simulator.corpus.CorpusClip.Echo;
import io.echosphere.simulator.corpus.NoiseBed;
import java.util.ArrayList;
import java.util.List;

/**
 * What the caller's microphone picks up: what they say, their room, and the agent where it comes
 * back. Owned by its call.
 */
final class Microphone {
  private static final int FRAME = AudioFormat.SPEECH_FRAME;
  private static final double FULL_SCALE = 32_767;

  private final NoiseBed room;
  private final Resampler resampler =
      new Resampler(AudioFormat.SPEECH_RATE_HZ, AudioFormat.ROOM_RATE_HZ);
  private final List<short[]> agent = new ArrayList<>();
  private final float[] ready = new float[4 * AudioFormat.ROOM_FRAME];
  private int readyCount;
  private short[] saying = new short[0];
  private int said;
  private int frames;
  private Echo echo = Echo.NONE;

  Microphone(NoiseBed room) {
    this.room = room;
  }

  /** From the next frame on, this is said. */
  void say(short[] samples) {
    saying = samples;
    said = 0;
  }

  /** Whether something is being said. */
  boolean isSaying() {
    return said < saying.length;
  }

  /** From now on the agent comes back this way. */
  void echo(Echo way) {
    echo = way;
  }

  /** What the agent plays in the next 10 ms. */
  void agentPlays(short[] frame) {
    agent.add(frame.clone());
  }

  /** Fills the last 10 ms at 48 kHz. */
  void fill(short[] frame) {
    short[] mixed = new short[FRAME];
    short[] back = echoed();
    for (int i = 0; i < FRAME; i++) {
      double sample = room.next() * FULL_SCALE;
      sample += said < saying.length ? saying[said++] : 0;
      sample += back.length == 0 ? 0 : back[i] * echo.gain();
      mixed[i] = (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
    }
    frames++;
    float[] wide = resampler.process(mixed, FRAME);
    System.arraycopy(wide, 0, ready, readyCount, wide.length);
    readyCount += wide.length;
    int lead = Math.max(0, frame.length - readyCount); // the filter has not filled yet
    for (int i = 0; i < frame.length; i++) {
      float sample = i < lead ? 0 : ready[i - lead];
      frame[i] = (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
    }
    int used = frame.length - lead;
    System.arraycopy(ready, used, ready, 0, readyCount - used);
    readyCount -= used;
  }

  private short[] echoed() {
    int at = frames - echo.delayMillis() / AudioFormat.FRAME_MS;
    boolean comesBack = echo.gain() > 0 && at >= 0 && at < agent.size();
    return comesBack ? agent.get(at) : new short[0];
  }
}
