package io.echosphere.worker.evaluate;

import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.session.Mailbox;
import io.echosphere.application.speaking.SteppedReply;
import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.domain.speech.Phrases;
import io.echosphere.domain.turn.ReplyId;
import io.echosphere.domain.turn.TurnEvent;
import io.echosphere.domain.turn.TurnEvent.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The replies of a call as model, voice and mouth would make them: 300 ms to the first token and
 * 100 ms to the first sound, then as long as they are. Owned by its call.
 */
final class Replies {
  private static final Duration UNTIL_SOUND = Duration.ofMillis(400);

  private final ManualTimers timers;
  private final Mailbox mailbox;
  private final Map<ReplyId, Run> runs = new LinkedHashMap<>();
  private final Map<ReplyId, Run> all = new LinkedHashMap<>();

  Replies(ManualTimers timers, Mailbox mailbox) {
    this.timers = timers;
    this.mailbox = mailbox;
  }

  /** One reply and what became of it; times in ms of the session. */
  static final class Run {
    final ReplyId id;
    final ReplyContent content;
    private final SteppedReply reply;
    long allowedMillis = -1;
    long firstSoundMillis = -1;
    long heldMillis;
    long firstHeldMillis = -1;
    long endedMillis = -1;
    @Nullable Outcome outcome;
    @Nullable String stored;
    private boolean held;
    private int reported;

    private Run(ReplyId id, ReplyContent content, SteppedReply reply) {
      this.id = id;
      this.content = content;
      this.reply = reply;
    }

    /** How much of it was played. */
    long playedMillis() {
      return reply.playedMillis();
    }

    boolean isOver() {
      return outcome != null;
    }

    /** Where each word of it ends in its sound, in ms; in order. */
    private List<SpokenWord> words() {
      List<SpokenWord> words = new ArrayList<>();
      for (int i = 0; i < content.pieces().size(); i++) {
        long start = reply.startMillis(i);
        content.pieces().get(i).words().forEach(word -> words.add(word.moved(start)));
      }
      return words;
    }

    /**
     * How far the end of a text lies from the last sound that was played, in ms: 0 from the end of
     * its last word to the start of the next, negative when sound is missing in it.
     */
    long offFrom(String heard) {
      int letters = Phrases.bare(heard).length();
      long end = 0;
      long next = Long.MAX_VALUE;
      for (SpokenWord word : words()) {
        int length = Phrases.bare(word.text()).length();
        if (letters < length) {
          long into = (word.endMillis() - word.startMillis()) * letters / Math.max(1, length);
          end = letters == 0 ? end : word.startMillis() + into;
          next = letters == 0 ? word.startMillis() : end;
          break;
        }
        letters -= length;
        end = word.endMillis();
      }
      long played = playedMillis();
      return played < end ? end - played : Math.min(0, next - played);
    }
  }

  void start(ReplyId id, ReplyContent content) {
    var clauses = content.pieces().stream().map(ReplyContent.Piece::clause).toList();
    var reply =
        new SteppedReply(clauses, source -> mailbox.tell(new TurnEvent.ClauseVoiced(id, source)));
    var run = new Run(id, content, reply);
    runs.put(id, run);
    all.put(id, run);
    timers.after(
        UNTIL_SOUND,
        () -> reply.sound(content.pieces().stream().map(ReplyContent.Piece::sound).toList()));
  }

  void letSpeak(ReplyId id) {
    with(
        id,
        run -> {
          run.allowedMillis = run.allowedMillis < 0 ? mailbox.millis() : run.allowedMillis;
          run.reply.play();
        });
  }

  void pause(ReplyId id) {
    with(
        id,
        run -> {
          run.held = true;
          run.reply.hold();
        });
  }

  void duck(ReplyId id) {
    with(
        id,
        run -> {
          run.held = false;
          run.reply.duck();
        });
  }

  void resume(ReplyId id) {
    with(
        id,
        run -> {
          run.held = false;
          if (run.firstSoundMillis < 0) {
            run.allowedMillis = mailbox.millis();
          }
          run.reply.play();
        });
  }

  void cancel(ReplyId id) {
    with(
        id,
        run -> {
          run.reply.hold();
          end(run, Outcome.CANCELLED, run.playedMillis() == 0 ? "" : run.reply.heard());
        });
  }

  /** The session stored this of a reply. */
  void stored(ReplyId id, String text) {
    var run = all.get(id);
    if (run != null) {
      run.stored = text;
    }
  }

  /** Plays the next 10 ms; the words that end in them come back as echo if there is one. */
  void play(short[] frame, Utterances echoed, int echoDelayMillis) {
    Arrays.fill(frame, (short) 0);
    short[] part = new short[AudioFormat.SPEECH_FRAME];
    for (Run run : List.copyOf(runs.values())) {
      long before = run.playedMillis();
      run.reply.fill(part);
      for (int i = 0; i < frame.length; i++) {
        frame[i] = (short) (frame[i] + part[i]);
      }
      if (run.firstSoundMillis < 0 && run.playedMillis() > 0) {
        run.firstSoundMillis = mailbox.millis();
      }
      if (run.held && run.firstSoundMillis >= 0) {
        run.heldMillis += AudioFormat.FRAME_MS;
        run.firstHeldMillis = run.firstHeldMillis < 0 ? mailbox.millis() : run.firstHeldMillis;
      }
      if (echoDelayMillis > 0 && run.playedMillis() > before) {
        comeBack(run, echoed, mailbox.millis() + echoDelayMillis - before);
      }
      if (run.reply.isDrained()) {
        end(run, Outcome.COMPLETED, run.reply.text());
      }
    }
  }

  private static void comeBack(Run run, Utterances echoed, long soundStartMillis) {
    var words = run.words();
    while (run.reported < words.size()
        && words.get(run.reported).endMillis() <= run.playedMillis()) {
      echoed.add(words.get(run.reported++).moved(soundStartMillis));
    }
  }

  private void end(Run run, Outcome outcome, String heard) {
    runs.remove(run.id);
    run.outcome = outcome;
    run.endedMillis = mailbox.millis();
    mailbox.tell(new TurnEvent.ReplyEnded(run.id, outcome, heard, run.playedMillis(), ""));
  }

  private void with(ReplyId id, Consumer<Run> action) {
    var run = runs.get(id);
    if (run != null) {
      action.accept(run);
    }
  }

  /** All replies of the call, in the order they were begun. */
  List<Run> all() {
    return List.copyOf(all.values());
  }

  /** Whether a reply may be heard now or soon. */
  boolean isBusy() {
    return runs.values().stream().anyMatch(run -> run.allowedMillis >= 0);
  }
}
