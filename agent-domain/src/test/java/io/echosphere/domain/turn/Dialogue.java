package io.echosphere.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.conversation.Conversation;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.speech.Transcript;
import io.echosphere.domain.turn.TurnEffect.CancelReply;
import io.echosphere.domain.turn.TurnEffect.SetDeadline;
import io.echosphere.domain.turn.TurnEffect.StartReply;
import io.echosphere.domain.turn.TurnEvent.DeadlinePassed;
import io.echosphere.domain.turn.TurnEvent.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Plays a conversation against the machine: moves time, lets deadlines pass, collects effects. */
final class Dialogue {
  static final TurnSettings SETTINGS =
      new TurnSettings(
          new EndpointingPolicy(300, 1_500),
          new TurnSettings.Interrupting(500, 0, 400),
          new TurnSettings.Patience(30_000, 10_000, 0, 0, 60_000),
          Preemption.FULL,
          true,
          new Conversation.Budget(40, 6_000),
          true);

  static TurnSettings patient(TurnSettings.Patience patience) {
    return with(patience, Preemption.FULL, true, true);
  }

  static TurnSettings with(
      TurnSettings.Patience patience, Preemption preemption, boolean partials, boolean greets) {
    return new TurnSettings(
        SETTINGS.endpointing(),
        SETTINGS.interrupting(),
        patience,
        preemption,
        partials,
        SETTINGS.history(),
        greets);
  }

  private record Alarm(long atMillis, Deadline deadline) {}

  private final TurnMachine machine;
  private final List<Alarm> alarms = new ArrayList<>();
  private final List<TurnEffect> effects = new ArrayList<>();
  private TurnState state = TurnState.opening(Language.JAPANESE);
  private long now;
  private long pauses;

  Dialogue(TurnSettings settings) {
    machine = new TurnMachine(settings);
    perform(machine.opening());
  }

  Dialogue() {
    this(SETTINGS);
  }

  /** A dialogue whose greeting has been heard to its end. */
  static Dialogue afterGreeting() {
    return afterGreeting(SETTINGS);
  }

  static Dialogue afterGreeting(TurnSettings settings) {
    var dialogue = new Dialogue(settings);
    dialogue.tell(new TurnEvent.CallerJoined());
    dialogue.voiced("こんにちは！").finished("こんにちは！");
    dialogue.effects.clear();
    return dialogue;
  }

  Dialogue tell(TurnEvent event) {
    Step step = machine.next(state, event, now);
    state = step.state();
    perform(step.effects());
    return this;
  }

  Dialogue pass(long millis) {
    long until = now + millis;
    while (true) {
      var due = alarms.stream().filter(alarm -> alarm.atMillis() <= until).toList();
      if (due.isEmpty()) {
        break;
      }
      var first =
          due.stream().min((a, b) -> Long.compare(a.atMillis(), b.atMillis())).orElseThrow();
      alarms.remove(first);
      now = Math.max(now, first.atMillis());
      tell(new DeadlinePassed(first.deadline()));
    }
    now = until;
    return this;
  }

  Dialogue speaks() {
    return tell(new TurnEvent.SpeechStarted());
  }

  /** The voice ended this long ago. */
  Dialogue stops(long millisAgo) {
    return tell(new TurnEvent.SpeechEnded(now - millisAgo, ++pauses));
  }

  Dialogue partial(String segment, String text) {
    return tell(new TurnEvent.TranscriptHeard(transcript(segment, text, false)));
  }

  /** Words that the recogniser will not take back, though more may come. */
  Dialogue stable(String segment, String text) {
    return tell(
        new TurnEvent.TranscriptHeard(
            new Transcript(segment, text, text.length(), false, Language.JAPANESE)));
  }

  /** A sound may be a voice that begins, or was none. */
  Dialogue suspects(boolean suspected) {
    return tell(new TurnEvent.VoiceSuspected(suspected));
  }

  Dialogue words(String segment, String text) {
    return tell(new TurnEvent.TranscriptHeard(transcript(segment, text, true)));
  }

  /** A whole turn of the caller's, answered or not. */
  Dialogue says(String segment, String text) {
    speaks().pass(1_000).partial(segment, text).pass(200).stops(200).words(segment, text);
    return pass(200);
  }

  /** What the pause that has just begun sounds like. */
  Dialogue sounds(double probability) {
    return tell(new TurnEvent.EndOfTurnEstimated(pauses, probability));
  }

  Dialogue types(String text) {
    return tell(new TurnEvent.TextReceived(text));
  }

  Dialogue voiced(String clause) {
    return tell(new TurnEvent.ClauseVoiced(lastReply(), clause));
  }

  Dialogue finished(String heard) {
    return ended(Outcome.COMPLETED, heard);
  }

  Dialogue ended(Outcome outcome, String heard) {
    return tell(new TurnEvent.ReplyEnded(lastReply(), outcome, heard, heard.length() * 150L, "x"));
  }

  ReplyId lastReply() {
    return started().getLast().reply();
  }

  private final List<StartReply> starts = new ArrayList<>();

  List<StartReply> started() {
    return starts;
  }

  List<ReplyId> cancelled() {
    return effectsOf(CancelReply.class).stream().map(CancelReply::reply).toList();
  }

  <T extends TurnEffect> List<T> effectsOf(Class<T> type) {
    return effects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<TurnEffect> takeEffects() {
    var taken = List.copyOf(effects);
    effects.clear();
    return taken;
  }

  TurnState state() {
    return state;
  }

  long now() {
    return now;
  }

  void assertState(Class<? extends TurnState> type) {
    assertThat(state).isInstanceOf(type);
  }

  private void perform(List<TurnEffect> next) {
    for (TurnEffect effect : next) {
      effects.add(effect);
      if (effect instanceof SetDeadline(var deadline, var delay)) {
        alarms.add(new Alarm(now + delay, deadline));
      }
      if (effect instanceof StartReply start) {
        starts.add(start);
      }
    }
  }

  private static Transcript transcript(String segment, String text, boolean isFinal) {
    return new Transcript(segment, text, isFinal ? text.length() : 0, isFinal, Language.JAPANESE);
  }
}
