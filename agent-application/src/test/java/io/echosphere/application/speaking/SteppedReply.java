package io.echosphere.application.speaking;

import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.domain.conversation.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One reply's real sound and script without threads: whoever plays it moves it. Its clauses' sounds
 * come all at once, when {@link #sound} is called. Owned by one thread.
 */
public final class SteppedReply {
  private final Script script = new Script();
  private final ReplyAudio audio;
  private final List<Long> starts = new ArrayList<>();
  private boolean drained;

  /**
   * A reply that is held.
   *
   * @param started is told the source of each clause when its first sample is played
   */
  public SteppedReply(List<Clause> clauses, Consumer<String> started) {
    clauses.forEach(script::add);
    audio =
        new ReplyAudio(
            new ReplyAudio.Listener() {
              @Override
              public void clauseStarted(int clause) {
                script.started();
                started.accept(script.clause(clause).source());
              }

              @Override
              public void progressed() {}

              @Override
              public void drained() {
                drained = true;
              }
            });
  }

  /** All clauses' sounds at 16 kHz have come; one for each clause, empty where it is silent. */
  public void sound(List<short[]> sounds) {
    for (int i = 0; i < sounds.size(); i++) {
      long start = audio.appended();
      starts.add(start);
      if (sounds.get(i).length > 0) {
        script.sounds(i, start, sounds.get(i).length);
        audio.append(sounds.get(i), i);
      }
      script.whole(i, audio.appended());
      if (sounds.get(i).length > 0) {
        audio.append(SilenceTrimmer.pause(script.pauseAfter(i)));
      }
    }
    audio.complete();
  }

  /** It may be heard, or goes on. */
  public void play() {
    audio.mode(ReplyAudio.Mode.PLAYING);
  }

  /** It fades out and keeps its place. */
  public void hold() {
    audio.mode(ReplyAudio.Mode.HELD);
  }

  /** It is played more quietly. */
  public void duck() {
    audio.mode(ReplyAudio.Mode.DUCKED);
  }

  /** Fills the next 10 ms at 16 kHz. */
  public void fill(short[] frame) {
    audio.fill(frame);
  }

  /** How much of it was played, in ms. */
  public long playedMillis() {
    return AudioFormat.speechMillis(audio.played());
  }

  /** Where a clause begins in its sound, in ms; the sounds have come. */
  public long startMillis(int clause) {
    return AudioFormat.speechMillis(starts.get(clause));
  }

  /** Whether its last sample was played. */
  public boolean isDrained() {
    return drained;
  }

  /** All that was written. */
  public String text() {
    return script.text();
  }

  /** What of it was heard, as the history would say. */
  public String heard() {
    return script.heard(audio.played());
  }
}
