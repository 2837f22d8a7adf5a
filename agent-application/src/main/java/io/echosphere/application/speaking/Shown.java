package io.echosphere.application.speaking;

import io.echosphere.application.port.out.Room.AgentTranscript;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.turn.ReplyId;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What of a reply the room has been shown: it grows in step with the voice, stops where the voice
 * stopped, and never takes a word back. Owned by the reply's thread.
 */
final class Shown {
  private final BiFunction<String, Language, AgentTranscript> transcripts;
  private final ReplyId reply;
  private final Language language;
  private @Nullable AgentTranscript transcript;
  private String text = "";

  Shown(
      BiFunction<String, Language, AgentTranscript> transcripts, ReplyId reply, Language language) {
    this.transcripts = transcripts;
    this.reply = reply;
    this.language = language;
  }

  /** So much has been heard by now; less than before is ignored: lengths are estimated. */
  void upTo(String heard) {
    if (heard.length() <= text.length()) {
      return;
    }
    var open = transcript;
    if (open == null) {
      open = transcripts.apply("reply-" + reply.value(), language);
      transcript = open;
    }
    open.append(heard.substring(text.length()));
    text = heard;
  }

  /** The reply is over; returns what counts as heard: all that was shown, at least. */
  String close(String heard, boolean interrupted) {
    upTo(heard);
    if (transcript != null) {
      transcript.close(interrupted);
    }
    return text;
  }
}
