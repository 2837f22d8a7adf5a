package io.echosphere.application.session;

import io.echosphere.application.port.out.Telemetry.Activity;
import io.echosphere.application.port.out.Telemetry.CallTrace;
import io.echosphere.application.port.out.Telemetry.Latency;
import io.echosphere.application.port.out.Telemetry.Span;
import io.echosphere.domain.turn.ReplyId;
import io.echosphere.domain.turn.TurnEvent;
import io.echosphere.domain.turn.TurnEvent.EndOfTurnEstimated;
import io.echosphere.domain.turn.TurnEvent.ReplyEnded;
import io.echosphere.domain.turn.TurnEvent.SpeechEnded;
import io.echosphere.domain.turn.TurnEvent.SpeechStarted;
import io.echosphere.domain.turn.TurnEvent.TranscriptHeard;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of the caller's pauses: the words that still come, the decision whether the turn
 * is over, and sounds that hold a reply. Owned by the session's thread.
 */
final class TurnTrace implements AutoCloseable {
  private static final String OUTCOME = "outcome";

  private final CallTrace trace;
  private final Mailbox mailbox;
  private @Nullable Span transcribing;
  private @Nullable Span ending;
  private @Nullable Span holding;
  private @Nullable ReplyId held;
  private long transcriptAtMillis;

  TurnTrace(CallTrace trace, Mailbox mailbox) {
    this.trace = trace;
    this.mailbox = mailbox;
  }

  /** Notes what is measured of an event before the machine sees it. */
  void observe(Mailbox.Timed next) {
    switch (next.event()) {
      case TranscriptHeard _ -> transcriptAtMillis = next.atMillis();
      case SpeechStarted _ -> pauseOver("went on");
      case SpeechEnded ended -> {
        pauseOver("went on");
        var ago = ago(ended.voiceEndedMillis());
        transcribing = trace.begin(Activity.STT, ago);
        ending = trace.begin(Activity.END_OF_TURN, ago);
      }
      case EndOfTurnEstimated estimate -> {
        if (ending != null) {
          ending.note("estimate_percent", Math.round(estimate.probability() * 100));
        }
      }
      case ReplyEnded ended -> released(ended.reply(), "reply over");
      case TurnEvent.Presence _,
          TurnEvent.OwnVoiceHeard _,
          TurnEvent.VoiceSuspected _,
          TurnEvent.CallerMuted _,
          TurnEvent.ClauseFinished _,
          TurnEvent.ClauseVoiced _,
          TurnEvent.TextReceived _,
          TurnEvent.TranscriptWithdrawn _,
          TurnEvent.TranscriptionFailed _,
          TurnEvent.DeadlinePassed _ -> {}
    }
  }

  /** The caller's turn has ended. */
  void turnTaken() {
    pauseOver("turn over");
  }

  /** A reply may be heard that answers a voice which ended then, on the session's timeline. */
  void answers(long voiceEndedMillis) {
    long late = Math.max(0, transcriptAtMillis - voiceEndedMillis);
    trace.latency(Latency.STT, Duration.ofMillis(late));
  }

  /** A sound holds a reply, silently or by making it quieter. */
  void held(ReplyId reply, boolean ducked) {
    if (holding == null) {
      held = reply;
      holding = trace.begin(Activity.INTERRUPTION);
      holding.note("reply", ducked ? "ducked" : "paused");
    }
  }

  /** What a sound that held a reply turned out to be; nothing if none held it. */
  void released(ReplyId reply, String outcome) {
    if (holding != null && reply.equals(held)) {
      holding.note(OUTCOME, outcome);
      holding.end();
      holding = null;
      held = null;
    }
  }

  @Override
  public void close() {
    pauseOver("call over");
    if (held != null) {
      released(held, "call over");
    }
  }

  private void pauseOver(String outcome) {
    if (transcribing != null) {
      transcribing.endAgo(ago(transcriptAtMillis));
      transcribing = null;
    }
    if (ending != null) {
      ending.note(OUTCOME, outcome);
      ending.end();
      ending = null;
    }
  }

  private Duration ago(long atMillis) {
    return Duration.ofMillis(Math.max(0, mailbox.millis() - atMillis));
  }
}
