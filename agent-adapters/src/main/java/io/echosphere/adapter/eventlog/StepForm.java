package io.echosphere.adapter.eventlog;

import io.echosphere.domain.conversation.Conversation.Line;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.turn.ReplyId;
import io.echosphere.domain.turn.TurnEffect;
import io.echosphere.domain.turn.TurnEffect.Answer;
import io.echosphere.domain.turn.TurnEffect.Apology;
import io.echosphere.domain.turn.TurnEffect.CancelReply;
import io.echosphere.domain.turn.TurnEffect.CheckIn;
import io.echosphere.domain.turn.TurnEffect.DuckReply;
import io.echosphere.domain.turn.TurnEffect.EndSession;
import io.echosphere.domain.turn.TurnEffect.Greeting;
import io.echosphere.domain.turn.TurnEffect.LetSpeak;
import io.echosphere.domain.turn.TurnEffect.PauseReply;
import io.echosphere.domain.turn.TurnEffect.PickUp;
import io.echosphere.domain.turn.TurnEffect.PublishState;
import io.echosphere.domain.turn.TurnEffect.RecordCaller;
import io.echosphere.domain.turn.TurnEffect.RecordCallerSoFar;
import io.echosphere.domain.turn.TurnEffect.RecordReply;
import io.echosphere.domain.turn.TurnEffect.RecordReplySoFar;
import io.echosphere.domain.turn.TurnEffect.ReplyPlan;
import io.echosphere.domain.turn.TurnEffect.ResumeReply;
import io.echosphere.domain.turn.TurnEffect.SetDeadline;
import io.echosphere.domain.turn.TurnEffect.ShowCaller;
import io.echosphere.domain.turn.TurnEffect.StartReply;
import io.echosphere.domain.turn.TurnEffect.StartSession;
import io.echosphere.domain.turn.TurnEffect.TakeTurn;
import io.echosphere.domain.turn.TurnState;

/**
 * What an event led to, as JSON. It is compared as it is written and never read back, so each
 * component of an effect must show. A conversation is written as the model is asked with it.
 */
final class StepForm {
  private StepForm() {}

  /** The state's name; what is inside it shows in what comes of it. */
  static String name(TurnState state) {
    return switch (state) {
      case TurnState.Opening _ -> "opening";
      case TurnState.Listening _ -> "listening";
      case TurnState.Hearing _ -> "hearing";
      case TurnState.Settling _ -> "settling";
      case TurnState.Replying _ -> "replying";
      case TurnState.Contested _ -> "contested";
      case TurnState.Doubting _ -> "doubting";
      case TurnState.Away _ -> "away";
      case TurnState.Closing _ -> "closing";
      case TurnState.Closed _ -> "closed";
    };
  }

  static void write(JsonLine out, TurnEffect effect) {
    switch (effect) {
      case StartSession() -> out.type("start_session");
      case EndSession(var success, var reason) ->
          out.type("end_session").flag("success", success).text("reason", reason);
      case StartReply(ReplyId(var reply), var plan) ->
          out.type("start_reply").number("reply", reply).object("plan", plan, StepForm::write);
      case TakeTurn() -> out.type("take_turn");
      case LetSpeak(ReplyId(var reply)) -> out.type("let_speak").number("reply", reply);
      case PauseReply(ReplyId(var reply)) -> out.type("pause_reply").number("reply", reply);
      case DuckReply(ReplyId(var reply)) -> out.type("duck_reply").number("reply", reply);
      case ResumeReply(ReplyId(var reply)) -> out.type("resume_reply").number("reply", reply);
      case CancelReply(ReplyId(var reply)) -> out.type("cancel_reply").number("reply", reply);
      case SetDeadline(var deadline, var delay) ->
          out.type("set_deadline")
              .object("deadline", deadline, DeadlineForm::write)
              .number("delay_ms", delay);
      case PublishState(var state) -> out.type("publish_state").text("state", state.code());
      case ShowCaller(var turn, var text, Language(var tag)) ->
          out.type("show_caller").number("turn", turn).text("text", text).text("language", tag);
      case RecordCaller(var turn, var text, Language(var tag), var at, var audio, var typed) ->
          out.type("record_caller")
              .number("turn", turn)
              .text("text", text)
              .text("language", tag)
              .number("at_ms", at)
              .number("audio_ms", audio)
              .flag("typed", typed);
      case RecordCallerSoFar(var turn, var text, var at, var audio) ->
          out.type("record_caller_so_far")
              .number("turn", turn)
              .text("text", text)
              .number("at_ms", at)
              .number("audio_ms", audio);
      case RecordReplySoFar(ReplyId(var reply), var heard, var audio) ->
          out.type("record_reply_so_far")
              .number("reply", reply)
              .text("heard", heard)
              .number("audio_ms", audio);
      case RecordReply(ReplyId(var reply), var heard, var audio, var interrupted) ->
          out.type("record_reply")
              .number("reply", reply)
              .text("heard", heard)
              .number("audio_ms", audio)
              .flag("interrupted", interrupted);
    }
  }

  private static void write(JsonLine out, ReplyPlan plan) {
    switch (plan) {
      case Greeting() -> out.type("greeting");
      case PickUp(Language(var tag)) -> out.type("pick_up").text("language", tag);
      case Apology(Language(var tag)) -> out.type("apology").text("language", tag);
      case CheckIn(Language(var tag)) -> out.type("check_in").text("language", tag);
      case Answer(var conversation, Language(var tag), var voiceEnded) ->
          out.type("answer")
              .objects("conversation", conversation.forModel(), StepForm::write)
              .text("language", tag)
              .number("voice_ended_ms", voiceEnded);
    }
  }

  static void write(JsonLine out, Line line) {
    switch (line) {
      case Line(var role, var text) -> out.text("role", role.code()).text("text", text);
    }
  }
}
