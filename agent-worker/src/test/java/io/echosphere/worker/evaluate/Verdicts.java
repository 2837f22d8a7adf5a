package io.echosphere.worker.evaluate;

import io.echosphere.domain.turn.TurnEvent.Outcome;
import io.echosphere.simulator.corpus.CorpusClip;
import io.echosphere.simulator.corpus.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What came of one call, judged against its labels. Times in ms.
 *
 * @param scene the call
 * @param turns of a call of turns
 * @param interruptions of a call with a sound; one, or none when no reply came
 * @param stored what was stored of each reply
 */
record Verdicts(
    Scene scene,
    List<Turn> turns,
    List<Interruption> interruptions,
    List<Stored> stored,
    List<String> trace) {

  /** A turn that ends later than this after its voice was missed. */
  static final long MISSED_MILLIS = 1_500;

  /** How far the stored text may end from the last sound that was played. */
  static final long STORED_MILLIS = 400;

  /**
   * A turn.
   *
   * @param cutInAt when a reply sounded before the caller was done, since the clip's start; empty
   *     when none did
   * @param split whether a reply was allowed before the caller was done, but had not sounded
   * @param delay from the end of the voice until a reply was allowed to sound; empty when it never
   *     was
   */
  record Turn(CorpusClip clip, OptionalLong cutInAt, boolean split, OptionalLong delay) {
    boolean isCutIn() {
      return cutInAt.isPresent();
    }

    boolean isMissed() {
      return !isCutIn() && delay.orElse(Long.MAX_VALUE) > MISSED_MILLIS;
    }
  }

  /**
   * A sound during a reply.
   *
   * @param completed whether the reply was played to its end
   * @param silent how long the reply was held
   * @param stopAfter from the voice's start until the reply was first held or called off; empty
   *     when it never was
   */
  record Interruption(CorpusClip clip, boolean completed, long silent, OptionalLong stopAfter) {
    boolean isAsItShouldBe() {
      return completed != (clip.kind() == Kind.BARGE_IN);
    }
  }

  /**
   * A reply of which something was heard.
   *
   * @param isPrefix whether what was stored begins the reply
   * @param off how far its end is from the last sound played, 0 for a reply that was completed
   */
  record Stored(String reply, String stored, boolean isPrefix, long off) {
    boolean isRight() {
      return isPrefix && Math.abs(off) <= STORED_MILLIS;
    }
  }

  static Verdicts of(VirtualCall.Ended ended) {
    var scene = ended.scene();
    boolean ofTurns = scene.sound() == null;
    return new Verdicts(
        scene,
        ofTurns ? turns(ended) : List.of(),
        ofTurns ? List.of() : interruptions(ended),
        ended.replies().all().stream()
            .filter(run -> run.isOver() && !heardNothing(run))
            .map(Verdicts::stored)
            .toList(),
        ended.trace());
  }

  private static List<Turn> turns(VirtualCall.Ended ended) {
    List<Turn> turns = new ArrayList<>();
    var said = ended.caller().said();
    for (int i = 0; i < said.size(); i++) {
      var clip = said.get(i).clip();
      long start = said.get(i).startMillis();
      long end = said.get(i).voiceEndMillis();
      long next = i + 1 < said.size() ? said.get(i + 1).startMillis() : Long.MAX_VALUE;
      OptionalLong cutIn = OptionalLong.empty();
      boolean split = false;
      OptionalLong delay = OptionalLong.empty();
      for (var run : ended.replies().all()) {
        boolean sounded = run.firstSoundMillis >= 0;
        if (sounded && run.firstSoundMillis > start && run.firstSoundMillis < end) {
          cutIn = cutIn.isPresent() ? cutIn : OptionalLong.of(run.firstSoundMillis - start);
        } else if (run.allowedMillis > start && run.allowedMillis < end) {
          split = true;
        }
        boolean after = run.allowedMillis >= end && run.allowedMillis < next;
        if (after && sounded && delay.isEmpty()) {
          delay = OptionalLong.of(run.allowedMillis - end);
        }
      }
      turns.add(new Turn(clip, cutIn, split, delay));
    }
    return turns;
  }

  private static List<Interruption> interruptions(VirtualCall.Ended ended) {
    var run = ended.caller().interrupted();
    var clip = ended.scene().sound();
    if (run == null || clip == null) {
      return List.of();
    }
    long voice = ended.caller().soundMillis() + Math.round(clip.voiceStart() * 1_000);
    OptionalLong stop = OptionalLong.empty();
    if (run.firstHeldMillis >= 0) {
      stop = OptionalLong.of(run.firstHeldMillis - voice);
    } else if (run.outcome == Outcome.CANCELLED) {
      stop = OptionalLong.of(run.endedMillis - voice);
    }
    return List.of(new Interruption(clip, run.outcome == Outcome.COMPLETED, run.heldMillis, stop));
  }

  /** The greeting has no words to judge; a reply that was never let speak stores nothing. */
  private static boolean heardNothing(Replies.Run run) {
    boolean wordless = run.content.pieces().stream().allMatch(piece -> piece.words().isEmpty());
    return wordless || (run.stored == null && run.playedMillis() <= STORED_MILLIS);
  }

  private static Stored stored(Replies.Run run) {
    String text = run.content.text().strip();
    String stored = run.stored == null ? "" : run.stored.strip();
    boolean completed = run.outcome == Outcome.COMPLETED;
    long off = completed ? 0 : run.offFrom(stored);
    return new Stored(text, stored, completed ? stored.equals(text) : text.startsWith(stored), off);
  }
}
