package io.echosphere.application.speaking;

import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.LanguageModel;
import io.echosphere.application.port.out.TextToSpeech;
import io.echosphere.application.port.out.TextToSpeech.Synthesis;
import io.echosphere.application.port.out.TextToSpeech.Urgency;
import io.echosphere.application.port.out.TextToSpeech.Utterance;
import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.domain.conversation.Clause;
import io.echosphere.domain.conversation.ClauseSplitter;
import io.echosphere.domain.turn.ReplyId;
import io.echosphere.domain.turn.TurnEvent;
import io.echosphere.domain.turn.TurnEvent.Outcome;
import java.util.List;
import java.util.concurrent.LinkedTransferQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reply, from the model's first word to its last sample: text is cut into clauses as it is
 * written, each clause is synthesized in order while the one before it plays. A virtual thread of
 * its own owns everything here; the model, the voice and the mouth send it notes. However it goes,
 * exactly one {@code ReplyEnded} is told.
 */
final class ReplyRun implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ReplyRun.class);

  /** Clauses synthesized and not yet begun to play, at most: look-ahead costs money if cut off. */
  private static final int LOOK_AHEAD = 2;

  /** Unbounded in form; a reply's tokens and clauses bound it. Lock-free: the mouth writes here. */
  private final LinkedTransferQueue<ReplyNote> notes = new LinkedTransferQueue<>();

  private final Speaking.Parts parts;
  private final ReplyTrace trace;
  private final ReplyId id;
  private final ReplyAudio audio;
  private final ClauseSplitter splitter;
  private final Shown shown;
  private final Script script = new Script();
  private Cancellable writing = () -> {};
  private Synthesis sounding = Synthesis.NONE;
  private ClauseSound sound;
  private int current = -1;
  private int next;
  private boolean asked;
  private boolean written;
  private boolean muted;
  private volatile boolean released;
  private boolean drained;
  private @Nullable Failure failure;
  private @Nullable Failure refused;

  ReplyRun(Speaking.Parts parts, ReplyTrace trace, ReplyId id) {
    this.parts = parts;
    this.trace = trace;
    this.id = id;
    this.splitter = new ClauseSplitter(trace.language());
    this.audio = new ReplyAudio(new Playing());
    this.shown = new Shown(parts.transcripts(), id, trace.language());
    this.sound = new ClauseSound(parts.canned().loudness(), trace.language());
  }

  ReplyId id() {
    return id;
  }

  ReplyAudio audio() {
    return audio;
  }

  /** The reply's text is known: there is no model to ask. Before the thread starts. */
  void say(String text) {
    notes.add(new ReplyNote.Written(text));
    notes.add(new ReplyNote.WritingFinished());
  }

  /** Asks the model. Before the thread starts. */
  void ask(LanguageModel model, LanguageModel.Prompt prompt) {
    asked = true;
    writing = trace.asking(prompt, () -> model.generate(prompt, new Writing()));
  }

  /** The reply may be heard; if it does not come, a filler may. The session's thread. */
  void letSpeak() {
    released = true;
    audio.mode(ReplyAudio.Mode.PLAYING);
    notes.add(new ReplyNote.LetSpeak());
    var filler = parts.canned().filler();
    if (asked && filler.isOn()) {
      var _ = parts.timers().after(filler.after(), () -> notes.add(new ReplyNote.FillerDue()));
    }
  }

  /** Calls the reply off. Any thread. */
  void cancel() {
    audio.mode(ReplyAudio.Mode.HELD);
    notes.add(new ReplyNote.Cancelled());
  }

  @Override
  public void run() {
    try {
      var outcome = Outcome.COMPLETED;
      boolean over = false;
      while (!over) {
        var note = notes.take();
        over = handle(note);
        if (note instanceof ReplyNote.Cancelled) {
          outcome = Outcome.CANCELLED;
        }
      }
      end(outcome);
    } catch (InterruptedException _) {
      end(Outcome.CANCELLED);
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) {
      LOG.error("A reply broke off", bug);
      failure =
          new Failure(
              FailureKind.MALFORMED, "the reply failed with " + bug.getClass().getSimpleName());
      end(Outcome.FAILED);
    }
  }

  /** Returns whether the reply is over. */
  private boolean handle(ReplyNote note) {
    switch (note) {
      case ReplyNote.Written(var text) -> clauses(splitter.add(text));
      case ReplyNote.WritingFinished() -> finishWriting();
      case ReplyNote.WritingFailed(var why) -> {
        trace.failed("llm", why);
        failure = why;
        finishWriting();
      }
      case ReplyNote.Sounded(var clause, var samples) when clause == current ->
          append(sound.accept(samples));
      case ReplyNote.SoundFinished(var clause) when clause == current -> finishClause();
      case ReplyNote.SoundFailed(var clause, var why) when clause == current -> unsounded(why);
      case ReplyNote.ClauseStarted(var clause) -> {
        script.started();
        trace.voiced();
        parts.mailbox().tell(new TurnEvent.ClauseVoiced(id, script.clause(clause).source()));
        synthesizeNext();
      }
      case ReplyNote.Progressed() -> {
        shown.upTo(script.heard(audio.played()));
        tellFinished();
      }
      case ReplyNote.LetSpeak() -> {
        if (current >= 0) { // what was drafted must not queue behind others' drafts any more
          sounding.raise(script.urgency(current));
        }
        synthesizeNext();
      }
      case ReplyNote.FillerDue() -> fill();
      case ReplyNote.Drained() -> drained = true;
      case ReplyNote.Cancelled() -> {
        return true;
      }
      case ReplyNote.Sounded _, ReplyNote.SoundFinished _, ReplyNote.SoundFailed _ -> {}
    }
    return drained && written;
  }

  private void tellFinished() {
    long played = audio.played();
    long sounded = AudioFormat.speechMillis(script.spoken(played));
    script
        .newlyFinished(played)
        .ifPresent(heard -> parts.mailbox().tell(new TurnEvent.ClauseFinished(id, heard, sounded)));
  }

  /** Nothing of the reply has come, and nobody speaks over the silence. */
  private void fill() {
    if (audio.appended() == 0 && audio.isPlaying()) {
      parts
          .canned()
          .fillerSamples(trace.language())
          .ifPresent(
              samples -> {
                audio.fillWith(samples);
                script.begin(audio.appended());
              });
    }
  }

  private void clauses(List<Clause> clauses) {
    clauses.forEach(script::add);
    synthesizeNext();
  }

  private void finishWriting() {
    clauses(splitter.finish());
    written = true;
    if (failure == null) {
      failure = Script.emptyReply(script).orElse(null);
    }
    completeIfDone();
  }

  private void synthesizeNext() {
    if (current >= 0 || muted) {
      return;
    }
    while (next < script.size() && script.clause(next).isSilent()) {
      next++;
    }
    if (next >= script.size()
        || isOnlyDrafted(next)
        || next - script.startedCount() >= LOOK_AHEAD + script.silentBefore(next)) {
      completeIfDone();
      return;
    }
    current = next++;
    var clause = script.clause(current);
    sound = new ClauseSound(parts.canned().loudness(), clause.language());
    var canned = parts.canned().samples(clause);
    if (canned.isPresent()) {
      append(sound.accept(canned.get()));
      finishClause();
      return;
    }
    var utterance =
        new Utterance(
            clause.speakable(),
            clause.language(),
            released ? script.urgency(current) : Urgency.SPECULATION);
    var listener = new Sounding(current);
    sounding = trace.voicing(utterance, () -> parts.textToSpeech().synthesize(utterance, listener));
  }

  /** Whether a clause is made only once the reply may be heard: it may never be. */
  private boolean isOnlyDrafted(int index) {
    boolean comesFirst = script.urgency(index) == Urgency.FIRST_CLAUSE;
    return !released && !(parts.draftsSpeech() && comesFirst);
  }

  private void append(short[] samples) {
    if (samples.length == 0) {
      return;
    }
    trace.sounded();
    long start = audio.appended();
    boolean first = script.isUnsounded(current);
    script.sounds(current, start, samples.length);
    if (first) {
      audio.append(samples, current);
    } else {
      audio.append(samples);
    }
  }

  private void finishClause() {
    append(sound.finish());
    script.whole(current, audio.appended());
    trace.voiceFinished();
    if (script.isUnsounded(current)) {
      script.started(); // a clause without sound is past as soon as it is known
    } else {
      audio.append(SilenceTrimmer.pause(script.pauseAfter(current)));
    }
    current = -1;
    tellFinished(); // all that came of it may have been played already
    synthesizeNext();
    completeIfDone();
  }

  private void completeIfDone() {
    if (written && current < 0 && next >= script.size()) {
      audio.complete();
    }
  }

  /** A clause could not be spoken, or not to its end. */
  private void unsounded(Failure why) {
    trace.failed("tts", why);
    switch (why.kind()) {
      case REJECTED, MALFORMED -> { // it was about these words: they are shown, the next are spoken
        refused = why;
        finishClause();
      }
      case THROTTLED, TIMEOUT, UNAVAILABLE, DENIED -> mute(why);
    }
  }

  /** The voice is gone: what is still written can only be shown. */
  private void mute(Failure why) {
    append(sound.finish());
    failure = why;
    muted = true;
    current = -1;
    audio.complete(); // what was already made is still played
  }

  private void end(Outcome outcome) {
    writing.cancel();
    sounding.cancel();
    // A pooled connection holds its last request's listener, this: let it hold no more than that.
    writing = () -> {};
    sounding = Synthesis.NONE;
    audio.mode(ReplyAudio.Mode.HELD);
    if (failure == null && refused != null && script.spoken(audio.appended()) == 0) {
      failure = refused; // not one clause could be spoken
      muted = true;
    }
    var why = failure;
    var actual =
        outcome != Outcome.COMPLETED || why == null
            ? outcome
            : muted ? Outcome.UNVOICED : Outcome.FAILED;
    String heard =
        shown.close(
            actual == Outcome.COMPLETED || actual == Outcome.UNVOICED
                ? script.text()
                : script.heard(audio.played()),
            actual == Outcome.CANCELLED);
    trace.ended(script.text(), actual);
    parts
        .mailbox()
        .tell(
            new TurnEvent.ReplyEnded(
                id,
                actual,
                heard,
                AudioFormat.speechMillis(script.spoken(audio.played())),
                why == null ? "" : why.detail()));
  }

  private final class Writing implements LanguageModel.Listener {
    @Override
    public void delta(String text) {
      trace.written();
      notes.add(new ReplyNote.Written(text));
    }

    @Override
    public void finished(LanguageModel.Usage usage) {
      trace.used(usage);
      notes.add(new ReplyNote.WritingFinished());
    }

    @Override
    public void failed(Failure why) {
      notes.add(new ReplyNote.WritingFailed(why));
    }
  }

  private final class Sounding implements TextToSpeech.Listener {
    private final int clause;

    Sounding(int clause) {
      this.clause = clause;
    }

    @Override
    public void audio(short[] samples) {
      notes.add(new ReplyNote.Sounded(clause, samples));
    }

    @Override
    public void finished() {
      notes.add(new ReplyNote.SoundFinished(clause));
    }

    @Override
    public void failed(Failure why) {
      notes.add(new ReplyNote.SoundFailed(clause, why));
    }
  }

  private final class Playing implements ReplyAudio.Listener {
    @Override
    public void clauseStarted(int clause) {
      notes.add(new ReplyNote.ClauseStarted(clause));
    }

    @Override
    public void progressed() {
      notes.add(new ReplyNote.Progressed());
    }

    @Override
    public void drained() {
      notes.add(new ReplyNote.Drained());
    }
  }
}
