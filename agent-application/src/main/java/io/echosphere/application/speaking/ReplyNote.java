package io.echosphere.application.speaking;

import io.echosphere.application.port.out.Failure;

/** What a reply's thread is told by the model, the voice, the mouth and the session. */
sealed interface ReplyNote {
  record Written(String text) implements ReplyNote {}

  record WritingFinished() implements ReplyNote {}

  record WritingFailed(Failure failure) implements ReplyNote {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Sounded(int clause, short[] samples) implements ReplyNote {}

  record SoundFinished(int clause) implements ReplyNote {}

  record SoundFailed(int clause, Failure failure) implements ReplyNote {}

  record ClauseStarted(int clause) implements ReplyNote {}

  record Progressed() implements ReplyNote {}

  record Drained() implements ReplyNote {}

  record LetSpeak() implements ReplyNote {}

  record FillerDue() implements ReplyNote {}

  record Cancelled() implements ReplyNote {}
}
