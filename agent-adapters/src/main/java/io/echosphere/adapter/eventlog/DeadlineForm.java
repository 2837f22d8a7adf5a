package io.echosphere.adapter.eventlog;

import io.echosphere.adapter.eventlog.Members.Damaged;
import io.echosphere.domain.turn.Deadline;
import io.echosphere.domain.turn.Deadline.CallerExpected;
import io.echosphere.domain.turn.Deadline.CallerQuiet;
import io.echosphere.domain.turn.Deadline.CallerReturns;
import io.echosphere.domain.turn.Deadline.InterruptionCounts;
import io.echosphere.domain.turn.Deadline.ReplyExpected;
import io.echosphere.domain.turn.Deadline.ReplyResumes;
import io.echosphere.domain.turn.Deadline.SessionCloses;
import io.echosphere.domain.turn.Deadline.TurnEnds;
import io.echosphere.domain.turn.Deadline.TurnTooLong;
import io.echosphere.domain.turn.Deadline.WordsSettled;
import io.echosphere.domain.turn.ReplyId;

/** Deadlines as JSON, both ways; see {@link EventForm}. */
final class DeadlineForm {
  private DeadlineForm() {}

  static void write(JsonLine out, Deadline deadline) {
    switch (deadline) {
      case CallerExpected() -> out.type("caller_expected");
      case CallerReturns(var mark) -> out.type("caller_returns").number("mark", mark);
      case WordsSettled(var pause) -> out.type("words_settled").number("pause", pause);
      case TurnEnds(var mark) -> out.type("turn_ends").number("mark", mark);
      case TurnTooLong(var started) -> out.type("turn_too_long").number("started_ms", started);
      case CallerQuiet(var mark) -> out.type("caller_quiet").number("mark", mark);
      case ReplyExpected(ReplyId(var reply)) -> out.type("reply_expected").number("reply", reply);
      case InterruptionCounts(var mark) -> out.type("interruption_counts").number("mark", mark);
      case ReplyResumes(var mark) -> out.type("reply_resumes").number("mark", mark);
      case SessionCloses() -> out.type("session_closes");
    }
  }

  static Deadline read(Members in) throws Damaged {
    return switch (in.type()) {
      case "caller_expected" -> new CallerExpected();
      case "caller_returns" -> new CallerReturns(in.number("mark"));
      case "words_settled" -> new WordsSettled(in.number("pause"));
      case "turn_ends" -> new TurnEnds(in.number("mark"));
      case "turn_too_long" -> new TurnTooLong(in.number("started_ms"));
      case "caller_quiet" -> new CallerQuiet(in.number("mark"));
      case "reply_expected" -> new ReplyExpected(new ReplyId(in.number("reply")));
      case "interruption_counts" -> new InterruptionCounts(in.number("mark"));
      case "reply_resumes" -> new ReplyResumes(in.number("mark"));
      case "session_closes" -> new SessionCloses();
      default -> throw new Damaged("the deadline is of no known type");
    };
  }
}
