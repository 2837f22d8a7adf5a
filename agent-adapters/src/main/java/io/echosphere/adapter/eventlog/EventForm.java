package io.echosphere.adapter.eventlog;

import com.fasterxml.jackson.databind.JsonNode;
import io.echosphere.adapter.eventlog.Members.Damaged;
import io.echosphere.domain.conversation.Conversation.Line;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.speech.Transcript;
import io.echosphere.domain.turn.ReplyId;
import io.echosphere.domain.turn.TurnEvent;
import io.echosphere.domain.turn.TurnEvent.CallerJoined;
import io.echosphere.domain.turn.TurnEvent.CallerLeft;
import io.echosphere.domain.turn.TurnEvent.CallerMuted;
import io.echosphere.domain.turn.TurnEvent.ClauseFinished;
import io.echosphere.domain.turn.TurnEvent.ClauseVoiced;
import io.echosphere.domain.turn.TurnEvent.DeadlinePassed;
import io.echosphere.domain.turn.TurnEvent.Disconnected;
import io.echosphere.domain.turn.TurnEvent.EndOfTurnEstimated;
import io.echosphere.domain.turn.TurnEvent.Outcome;
import io.echosphere.domain.turn.TurnEvent.OwnVoiceHeard;
import io.echosphere.domain.turn.TurnEvent.ReplyEnded;
import io.echosphere.domain.turn.TurnEvent.SessionResumed;
import io.echosphere.domain.turn.TurnEvent.SpeechEnded;
import io.echosphere.domain.turn.TurnEvent.SpeechStarted;
import io.echosphere.domain.turn.TurnEvent.StopRequested;
import io.echosphere.domain.turn.TurnEvent.TextReceived;
import io.echosphere.domain.turn.TurnEvent.TranscriptHeard;
import io.echosphere.domain.turn.TurnEvent.TranscriptWithdrawn;
import io.echosphere.domain.turn.TurnEvent.TranscriptionFailed;
import io.echosphere.domain.turn.TurnEvent.VoiceSuspected;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

/**
 * Events as JSON, both ways. Written by record patterns, so that a new event, or a new component of
 * one, breaks the build here.
 */
final class EventForm {
  private EventForm() {}

  static void write(JsonLine out, TurnEvent event) {
    switch (event) {
      case CallerJoined() -> out.type("caller_joined");
      case SessionResumed(var earlier, var turns, Language(var tag)) ->
          out.type("session_resumed")
              .objects("earlier", earlier, StepForm::write)
              .number("turns", turns)
              .text("language", tag);
      case CallerLeft() -> out.type("caller_left");
      case Disconnected(var reason, var failure) ->
          out.type("disconnected").text("reason", reason).flag("failure", failure);
      case StopRequested(var reason) -> out.type("stop_requested").text("reason", reason);
      case SpeechStarted() -> out.type("speech_started");
      case SpeechEnded(var voiceEnded, var pause) ->
          out.type("speech_ended").number("voice_ended_ms", voiceEnded).number("pause", pause);
      case TranscriptHeard(var transcript) -> write(out.type("transcript_heard"), transcript);
      case TranscriptWithdrawn(var segments) ->
          out.type("transcript_withdrawn").texts("segments", new TreeSet<>(segments));
      case TranscriptionFailed(var detail) ->
          out.type("transcription_failed").text("detail", detail);
      case TextReceived(var text) -> out.type("text_received").text("text", text);
      case EndOfTurnEstimated(var pause, var probability) ->
          out.type("end_of_turn_estimated")
              .number("pause", pause)
              .decimal("probability", probability);
      case OwnVoiceHeard() -> out.type("own_voice_heard");
      case VoiceSuspected(var suspected) ->
          out.type("voice_suspected").flag("suspected", suspected);
      case CallerMuted(var muted) -> out.type("caller_muted").flag("muted", muted);
      case ClauseVoiced(ReplyId(var reply), var text) ->
          out.type("clause_voiced").number("reply", reply).text("text", text);
      case ClauseFinished(ReplyId(var reply), var heard, var audio) ->
          out.type("clause_finished")
              .number("reply", reply)
              .text("heard", heard)
              .number("audio_ms", audio);
      case ReplyEnded(ReplyId(var reply), var outcome, var heard, var audio, var detail) ->
          out.type("reply_ended")
              .number("reply", reply)
              .text("outcome", outcome.name())
              .text("heard", heard)
              .number("audio_ms", audio)
              .text("detail", detail);
      case DeadlinePassed(var deadline) ->
          out.type("deadline_passed").object("deadline", deadline, DeadlineForm::write);
    }
  }

  private static void write(JsonLine out, Transcript transcript) {
    switch (transcript) {
      case Transcript(var segment, var text, var stable, var isFinal, Language(var tag)) ->
          out.text("segment", segment)
              .text("text", text)
              .number("stable_length", stable)
              .flag("final", isFinal)
              .text("language", tag);
    }
  }

  static TurnEvent read(Members in) throws Damaged {
    return switch (in.type()) {
      case "caller_joined" -> new CallerJoined();
      case "session_resumed" ->
          new SessionResumed(lines(in.array("earlier")), in.number("turns"), language(in));
      case "caller_left" -> new CallerLeft();
      case "disconnected" -> new Disconnected(in.text("reason"), in.flag("failure"));
      case "stop_requested" -> new StopRequested(in.text("reason"));
      case "speech_started" -> new SpeechStarted();
      case "speech_ended" -> new SpeechEnded(in.number("voice_ended_ms"), in.number("pause"));
      case "transcript_heard" -> new TranscriptHeard(transcript(in));
      case "transcript_withdrawn" -> new TranscriptWithdrawn(new HashSet<>(in.texts("segments")));
      case "transcription_failed" -> new TranscriptionFailed(in.text("detail"));
      case "text_received" -> new TextReceived(in.text("text"));
      case "end_of_turn_estimated" ->
          new EndOfTurnEstimated(in.number("pause"), in.decimal("probability"));
      case "own_voice_heard" -> new OwnVoiceHeard();
      case "voice_suspected" -> new VoiceSuspected(in.flag("suspected"));
      case "caller_muted" -> new CallerMuted(in.flag("muted"));
      case "clause_voiced" -> new ClauseVoiced(reply(in), in.text("text"));
      case "clause_finished" ->
          new ClauseFinished(reply(in), in.text("heard"), in.number("audio_ms"));
      case "reply_ended" ->
          new ReplyEnded(
              reply(in),
              in.constant("outcome", Outcome.class),
              in.text("heard"),
              in.number("audio_ms"),
              in.text("detail"));
      case "deadline_passed" -> new DeadlinePassed(DeadlineForm.read(in.object("deadline")));
      default -> throw new Damaged("the event is of no known type");
    };
  }

  private static List<Line> lines(JsonNode array) throws Damaged {
    var lines = new ArrayList<Line>();
    for (JsonNode element : array) {
      var line = new Members(element);
      try {
        lines.add(new Line(Role.ofCode(line.text("role")), line.text("text")));
      } catch (IllegalArgumentException _) {
        throw new Damaged("'role' is none of a conversation");
      }
    }
    return lines;
  }

  private static ReplyId reply(Members in) throws Damaged {
    return new ReplyId(in.number("reply"));
  }

  private static Transcript transcript(Members in) throws Damaged {
    String text = in.text("text");
    int stable = in.smallNumber("stable_length");
    if (stable < 0 || stable > text.length()) {
      throw new Damaged("'stable_length' lies outside the text");
    }
    return new Transcript(in.text("segment"), text, stable, in.flag("final"), language(in));
  }

  /** The member {@code language}. */
  static Language language(Members in) throws Damaged {
    try {
      return new Language(in.text("language"));
    } catch (IllegalArgumentException e) {
      throw new Damaged("'language' is no language tag");
    }
  }
}
