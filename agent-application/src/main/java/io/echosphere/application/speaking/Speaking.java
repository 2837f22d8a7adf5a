package io.echosphere.application.speaking;

import io.echosphere.application.port.out.LanguageModel;
import io.echosphere.application.port.out.Room.AgentTranscript;
import io.echosphere.application.port.out.Telemetry.CallTrace;
import io.echosphere.application.port.out.TextToSpeech;
import io.echosphere.application.port.out.Timers;
import io.echosphere.application.session.Mailbox;
import io.echosphere.application.tracing.CallContext;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.turn.ReplyId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The replies of one call. Owned by the session's thread; nothing here blocks. A reply that was
 * called off goes on for the moment it takes to tell what was heard.
 */
public final class Speaking implements AutoCloseable {
  private final Parts parts;
  private final Mouth.Voice voice;
  private final Map<ReplyId, ReplyRun> replies = new HashMap<>();

  public Speaking(Parts parts, Mouth.Voice voice) {
    this.parts = parts;
    this.voice = voice;
  }

  /**
   * What speaking is made of; all but mailbox, trace and transcripts are shared by all calls.
   *
   * @param draftsSpeech whether the beginning of a reply is synthesized before it may be heard
   * @param transcripts begins to show an utterance to the room, by segment and language
   */
  public record Parts(
      LanguageModel model,
      TextToSpeech textToSpeech,
      CannedSpeech canned,
      boolean draftsSpeech,
      Timers timers,
      Mailbox mailbox,
      CallTrace trace,
      BiFunction<String, Language, AgentTranscript> transcripts) {}

  /** Begins to say a set text; it is held until {@link #letSpeak}. */
  public void say(ReplyId id, String text, Language language) {
    begin(id, language, Long.MIN_VALUE, run -> run.say(text));
  }

  /**
   * Begins to answer; the answer is held until {@link #letSpeak}.
   *
   * @param voiceEndedNanos when the caller's voice ended, in the timers' ns
   */
  public void answer(
      ReplyId id, LanguageModel.Prompt prompt, Language language, long voiceEndedNanos) {
    begin(id, language, voiceEndedNanos, run -> run.ask(parts.model(), prompt));
  }

  /** The reply may be heard. */
  public void letSpeak(ReplyId id) {
    var run = replies.get(id);
    if (run != null) {
      run.letSpeak();
    }
  }

  /** The reply fades out within 10 ms and keeps its place. */
  public void pause(ReplyId id) {
    mode(id, ReplyAudio.Mode.HELD);
  }

  /** The reply is played more quietly. */
  public void duck(ReplyId id) {
    mode(id, ReplyAudio.Mode.DUCKED);
  }

  /** The reply goes on where it was held. */
  public void resume(ReplyId id) {
    mode(id, ReplyAudio.Mode.PLAYING);
  }

  /** Calls the reply off, upstream too. */
  public void cancel(ReplyId id) {
    var run = replies.get(id);
    if (run != null) {
      run.cancel();
    }
  }

  /** The reply has told its end. */
  public void forget(ReplyId id) {
    replies.remove(id);
  }

  /** Calls off what is left and gives up the place at the mouth. */
  @Override
  public void close() {
    replies.values().forEach(ReplyRun::cancel);
    replies.clear();
    voice.close();
  }

  private void begin(
      ReplyId id, Language language, long voiceEndedNanos, Consumer<ReplyRun> source) {
    var trace = new ReplyTrace(parts.trace(), parts.timers(), language, voiceEndedNanos);
    var run = new ReplyRun(parts, trace, id);
    replies.put(id, run);
    voice.play(run.audio());
    source.accept(run);
    var context = CallContext.current().with(trace.ids());
    Thread.ofVirtual().name("reply-" + id.value()).start(context.around(run));
  }

  private void mode(ReplyId id, ReplyAudio.Mode mode) {
    var run = replies.get(id);
    if (run != null) {
      run.audio().mode(mode);
    }
  }
}
