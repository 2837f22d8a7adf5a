package io.echosphere.worker.evaluate;

import io.echosphere.application.port.out.NoiseSuppressor;
import io.echosphere.domain.audio.AudioFormat;
import java.util.HashMap;
import java.util.Map;

/**
 * Knows the frames of a call by their sound, so that the recogniser can tell which of them really
 * reached it, in what order and how often. Owned by its call.
 */
final class HeardFrames implements NoiseSuppressor {
  private static final int NOWHERE = -1;

  private final NoiseSuppressor suppressor;
  private final Map<Long, Integer> byHash = new HashMap<>();
  private int count;

  HeardFrames(NoiseSuppressor suppressor) {
    this.suppressor = suppressor;
  }

  @Override
  public Channel open() {
    var channel = suppressor.open();
    return new Channel() {
      @Override
      public void process(short[] room, short[] speech) {
        channel.process(room, speech);
        byHash.put(hash(speech, 0), count++);
      }

      @Override
      public void played(short[] agent) {
        channel.played(agent);
      }

      @Override
      public void close() {
        channel.close();
      }
    };
  }

  /** Which frame of the call this sound is; negative when it is none, as silence that was made. */
  int indexOf(short[] samples, int offset) {
    boolean silent = true;
    for (int i = 0; i < AudioFormat.SPEECH_FRAME && silent; i++) {
      silent = samples[offset + i] == 0;
    }
    return silent ? NOWHERE : byHash.getOrDefault(hash(samples, offset), NOWHERE);
  }

  private static long hash(short[] samples, int offset) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < AudioFormat.SPEECH_FRAME; i++) {
      hash = (hash ^ samples[offset + i]) * 0x100000001b3L;
    }
    return hash;
  }
}
