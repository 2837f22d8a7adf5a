package io.echosphere.worker.evaluate;

import io.echosphere.domain.turn.TurnEvent.Outcome;
import io.echosphere.simulator.corpus.CorpusClip;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays a scene's part: says the turns, each when the agent is done, and makes the sound over the
 * last reply. Owned by its call.
 */
final class Caller {
  private static final long FIRST_WORDS_MILLIS = 1_500;
  private static final long QUIET_MILLIS = 600;

  /** Nobody waits longer for an answer. */
  private static final long PATIENCE_MILLIS = 6_000;

  /** Nobody listens longer to one. */
  private static final long LONGEST_MILLIS = 30_000;

  private final Scene scene;
  private final Microphone microphone;
  private final Utterances utterances;
  private final Replies replies;
  private final List<Said> said = new ArrayList<>();
  private long quietSince;
  private Replies.@Nullable Run interrupted;
  private long soundMillis = -1;

  Caller(Scene scene, Microphone microphone, Utterances utterances, Replies replies) {
    this.scene = scene;
    this.microphone = microphone;
    this.utterances = utterances;
    this.replies = replies;
  }

  /** A turn that was said from a time on, in ms of the session. */
  record Said(CorpusClip clip, long startMillis) {
    long voiceEndMillis() {
      return startMillis + Math.round(clip.voiceEnd() * 1_000);
    }
  }

  /** Does what is due; returns whether the scene is over. */
  boolean act(long nowMillis) {
    if (microphone.isSaying() || replies.isBusy()) {
      quietSince = nowMillis;
    }
    boolean last = said.size() == scene.turns().size();
    if (last && scene.sound() != null) {
      return interrupt(nowMillis, scene.sound());
    }
    if (!mayGoOn(nowMillis)) {
      return false;
    }
    if (last) {
      return true;
    }
    say(scene.turns().get(said.size()), nowMillis);
    return false;
  }

  private void say(CorpusClip clip, long nowMillis) {
    microphone.say(clip.samples());
    utterances.say(clip, nowMillis);
    said.add(new Said(clip, nowMillis));
    quietSince = nowMillis;
    if (scene.isEcho() && said.size() == scene.turns().size()) {
      microphone.echo(echo());
    }
  }

  private boolean mayGoOn(long nowMillis) {
    if (said.isEmpty()) {
      return nowMillis >= FIRST_WORDS_MILLIS && !replies.isBusy();
    }
    long end = said.getLast().voiceEndMillis();
    boolean answered =
        replies.all().stream().anyMatch(run -> run.firstSoundMillis >= end && run.isOver());
    boolean quiet = nowMillis - quietSince >= QUIET_MILLIS;
    return quiet && (answered || nowMillis - end >= PATIENCE_MILLIS);
  }

  /** Waits for the reply, makes the sound over it, and waits for what comes of it. */
  private boolean interrupt(long nowMillis, CorpusClip sound) {
    long asked = said.getLast().voiceEndMillis();
    if (nowMillis - asked > LONGEST_MILLIS) {
      return true;
    }
    var target = interrupted;
    if (target == null) {
      var sounding =
          replies.all().stream()
              .filter(run -> run.firstSoundMillis >= asked && !run.isOver())
              .findFirst();
      if (sounding.isEmpty()) {
        return nowMillis - asked > PATIENCE_MILLIS && !replies.isBusy();
      }
      var run = sounding.get();
      if (scene.isEcho()) {
        interrupted = run;
        soundMillis = run.firstSoundMillis;
      } else if (run.playedMillis() >= scene.soundAfterMillis()) {
        interrupted = run;
        soundMillis = nowMillis;
        microphone.say(sound.samples());
        utterances.say(sound, nowMillis);
      }
      return false;
    }
    if (!target.isOver() || microphone.isSaying()) {
      return false;
    }
    long after = target.outcome == Outcome.COMPLETED ? QUIET_MILLIS : PATIENCE_MILLIS / 2;
    return nowMillis - Math.max(target.endedMillis, quietSince) >= after
        || nowMillis - target.endedMillis >= PATIENCE_MILLIS;
  }

  CorpusClip.Echo echo() {
    var sound = scene.sound();
    return sound == null ? CorpusClip.Echo.NONE : sound.echo();
  }

  List<Said> said() {
    return List.copyOf(said);
  }

  /** The reply over which the sound was made; null when there was none in time. */
  Replies.@Nullable Run interrupted() {
    return interrupted;
  }

  /** When the sound began. */
  long soundMillis() {
    return soundMillis;
  }
}
