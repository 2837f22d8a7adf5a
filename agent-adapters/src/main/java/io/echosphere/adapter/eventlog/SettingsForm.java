package io.echosphere.adapter.eventlog;

import io.echosphere.adapter.eventlog.Members.Damaged;
import io.echosphere.domain.conversation.Conversation;
import io.echosphere.domain.turn.EndpointingPolicy;
import io.echosphere.domain.turn.Preemption;
import io.echosphere.domain.turn.TurnDetector;
import io.echosphere.domain.turn.TurnSettings;
import io.echosphere.domain.turn.TurnSettings.Interrupting;
import io.echosphere.domain.turn.TurnSettings.Patience;

/** The settings of turn-taking as JSON, both ways; a new one breaks the build here. */
final class SettingsForm {
  private SettingsForm() {}

  static void write(JsonLine out, TurnSettings settings) {
    switch (settings) {
      case TurnSettings(
              var endpointing,
              var interrupting,
              var patience,
              var preemption,
              var endsOnPartials,
              var history,
              var greets) ->
          out.object("endpointing", endpointing, SettingsForm::write)
              .object("interrupting", interrupting, SettingsForm::write)
              .object("patience", patience, SettingsForm::write)
              .text("preemption", preemption.name())
              .flag("ends_on_partials", endsOnPartials)
              .object("history", history, SettingsForm::write)
              .flag("greets", greets);
    }
  }

  private static void write(JsonLine out, EndpointingPolicy policy) {
    switch (policy) {
      case EndpointingPolicy(var least, var most, var detector) ->
          out.number("min_delay_ms", least)
              .number("max_delay_ms", most)
              .text("detector", detector.name());
    }
  }

  private static void write(JsonLine out, Interrupting interrupting) {
    switch (interrupting) {
      case Interrupting(var millis, var characters, var resume) ->
          out.number("min_ms", millis)
              .number("min_characters", characters)
              .number("resume_after_ms", resume);
    }
  }

  private static void write(JsonLine out, Patience patience) {
    switch (patience) {
      case Patience(var join, var grace, var away, var awayLimit, var longestTurn) ->
          out.number("join_ms", join)
              .number("caller_grace_ms", grace)
              .number("away_ms", away)
              .number("away_limit_ms", awayLimit)
              .number("longest_turn_ms", longestTurn);
    }
  }

  private static void write(JsonLine out, Conversation.Budget budget) {
    switch (budget) {
      case Conversation.Budget(var turns, var tokens) ->
          out.number("turns", turns).number("tokens", tokens);
    }
  }

  static TurnSettings read(Members in) throws Damaged {
    try {
      return new TurnSettings(
          endpointing(in.object("endpointing")),
          interrupting(in.object("interrupting")),
          patience(in.object("patience")),
          in.constant("preemption", Preemption.class),
          in.flag("ends_on_partials"),
          history(in.object("history")),
          in.flag("greets"));
    } catch (IllegalArgumentException e) {
      throw new Damaged("the settings cannot be: " + e.getMessage());
    }
  }

  private static EndpointingPolicy endpointing(Members in) throws Damaged {
    return new EndpointingPolicy(
        in.number("min_delay_ms"),
        in.number("max_delay_ms"),
        in.constant("detector", TurnDetector.class));
  }

  private static Interrupting interrupting(Members in) throws Damaged {
    return new Interrupting(
        in.number("min_ms"), in.smallNumber("min_characters"), in.number("resume_after_ms"));
  }

  private static Patience patience(Members in) throws Damaged {
    return new Patience(
        in.number("join_ms"),
        in.number("caller_grace_ms"),
        in.number("away_ms"),
        in.number("away_limit_ms"),
        in.number("longest_turn_ms"));
  }

  private static Conversation.Budget history(Members in) throws Damaged {
    return new Conversation.Budget(in.smallNumber("turns"), in.smallNumber("tokens"));
  }
}
