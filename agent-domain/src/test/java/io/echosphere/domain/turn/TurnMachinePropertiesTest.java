package io.echosphere.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.conversation.Conversation.Line;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.speech.Transcript;
import io.echosphere.domain.turn.TurnEffect.CancelReply;
import io.echosphere.domain.turn.TurnEffect.EndSession;
import io.echosphere.domain.turn.TurnEffect.LetSpeak;
import io.echosphere.domain.turn.TurnEffect.RecordReply;
import io.echosphere.domain.turn.TurnEffect.ResumeReply;
import io.echosphere.domain.turn.TurnEffect.StartReply;
import io.echosphere.domain.turn.TurnEvent.Outcome;
import io.echosphere.domain.turn.TurnEvent.ReplyEnded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds in every conversation, however events are shuffled, late, doubled or wrong. */
class TurnMachinePropertiesTest {
  private static final int ECHO_MILLIS = 3_001;
  private static final String REPLY = "昔々あるところに、おじいさんがいました。";

  /** One thing that happens, and how long after the last. */
  record Happening(TurnEvent event, long afterMillis) {}

  @Property(tries = 2_000)
  void theAgentNeverStartsToSpeakWhileTheCallerSpeaks(
      @ForAll("conversations") List<Happening> happenings) {
    var talk = new Talk();
    for (Happening happening : happenings) {
      for (TurnEffect effect : talk.next(happening)) {
        if (effect instanceof LetSpeak || effect instanceof ResumeReply) {
          assertThat(talk.callerSpeaks).as("caller speaks when %s", effect).isFalse();
        }
      }
    }
  }

  @Property(tries = 2_000)
  void everyReplyIsCalledOffAtMostOnceAndRecordedAtMostOnce(
      @ForAll("conversations") List<Happening> happenings) {
    var talk = new Talk();
    Set<ReplyId> started = new HashSet<>();
    Set<ReplyId> cancelled = new HashSet<>();
    Set<ReplyId> recorded = new HashSet<>();
    for (Happening happening : happenings) {
      for (TurnEffect effect : talk.next(happening)) {
        switch (effect) {
          case StartReply start -> assertThat(started.add(start.reply())).isTrue();
          case CancelReply cancel -> {
            assertThat(started).contains(cancel.reply());
            assertThat(cancelled.add(cancel.reply())).isTrue();
          }
          case RecordReply said -> {
            assertThat(recorded.add(said.reply())).isTrue();
            assertThat(REPLY).startsWith(said.heard());
          }
          default -> {}
        }
      }
    }
  }

  @Property(tries = 2_000)
  void aSessionEndsExactlyOnceAndNothingFollows(
      @ForAll("conversations") List<Happening> happenings) {
    var talk = new Talk();
    var all = new ArrayList<TurnEffect>();
    happenings.forEach(happening -> all.addAll(talk.next(happening)));
    all.addAll(talk.next(new Happening(new TurnEvent.StopRequested("test"), 1)));
    all.addAll(
        talk.next(
            new Happening(new TurnEvent.DeadlinePassed(new Deadline.SessionCloses()), 1_000)));

    assertThat(all).last().isInstanceOf(EndSession.class);
    assertThat(all.stream().filter(EndSession.class::isInstance)).hasSize(1);
  }

  @Provide
  Arbitrary<List<Happening>> conversations() {
    Arbitrary<ReplyId> reply = Arbitraries.longs().between(1, 40).map(ReplyId::new);
    Arbitrary<TurnEvent> ended =
        Combinators.combine(
                reply,
                Arbitraries.of(Outcome.values()),
                Arbitraries.integers().between(0, REPLY.length()))
            .as(
                (id, outcome, heard) ->
                    new ReplyEnded(id, outcome, REPLY.substring(0, heard), 1, ""));
    Arbitrary<TurnEvent> simple =
        Arbitraries.of(
            new TurnEvent.CallerJoined(),
            new TurnEvent.CallerJoined(),
            new TurnEvent.CallerLeft(),
            new TurnEvent.SpeechStarted(),
            new TurnEvent.SpeechStarted(),
            new TurnEvent.SpeechEnded(0, 1),
            new TurnEvent.SpeechEnded(1_000_000, 2),
            new TurnEvent.EndOfTurnEstimated(1, 0.9),
            new TurnEvent.EndOfTurnEstimated(2, 0.1),
            resumed(),
            new TurnEvent.CallerMuted(true),
            new TurnEvent.OwnVoiceHeard(),
            new TurnEvent.VoiceSuspected(true),
            new TurnEvent.VoiceSuspected(false),
            new TurnEvent.TextReceived("天気は？"),
            new TurnEvent.TextReceived("\u0000 "),
            new TurnEvent.TranscriptWithdrawn(Set.of("s1", "s2")),
            new TurnEvent.TranscriptionFailed("stt"));
    Arbitrary<TurnEvent> rare =
        Arbitraries.of(
            new TurnEvent.Disconnected("lost", true), new TurnEvent.StopRequested("stop"));
    Arbitrary<TurnEvent> voiced = reply.map(id -> new TurnEvent.ClauseVoiced(id, "昔々あるところに、"));
    Arbitrary<TurnEvent> finished =
        Combinators.combine(reply, Arbitraries.integers().between(0, REPLY.length()))
            .as((id, heard) -> new TurnEvent.ClauseFinished(id, REPLY.substring(0, heard), 1));
    Arbitrary<TurnEvent> event =
        Arbitraries.frequencyOf(
            Tuple.of(8, simple),
            Tuple.of(8, transcripts()),
            Tuple.of(6, deadlines()),
            Tuple.of(4, ended),
            Tuple.of(3, voiced),
            Tuple.of(3, finished),
            Tuple.of(1, rare));
    return Combinators.combine(event, Arbitraries.longs().between(0, 600))
        .as(Happening::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  private static Arbitrary<TurnEvent> transcripts() {
    Arbitrary<String> words = Arbitraries.of("", "はい", "うん、はい。", "待って", "天気は？", "昔々", "Stop it.");
    return Combinators.combine(
            Arbitraries.integers().between(1, 4), words, Arbitraries.of(true, false))
        .as(
            (segment, text, isFinal) ->
                new TurnEvent.TranscriptHeard(
                    new Transcript(
                        "s" + segment, text, text.length() / segment, isFinal, Language.JAPANESE)));
  }

  private static TurnEvent resumed() {
    var earlier = List.of(new Line(Role.USER, "天気は？"), new Line(Role.ASSISTANT, "晴れです。"));
    return new TurnEvent.SessionResumed(earlier, 7, Language.ENGLISH);
  }

  private static Arbitrary<TurnEvent> deadlines() {
    Arbitrary<Long> mark = Arbitraries.longs().between(1, 40);
    return Arbitraries.oneOf(
            mark.map(Deadline.WordsSettled::new),
            mark.map(Deadline.TurnEnds::new),
            mark.map(Deadline.InterruptionCounts::new),
            mark.map(Deadline.ReplyResumes::new),
            mark.map(Deadline.CallerReturns::new),
            mark.map(Deadline.CallerQuiet::new),
            mark.map(Deadline.TurnTooLong::new),
            mark.map(ReplyId::new).map(Deadline.ReplyExpected::new),
            Arbitraries.of(new Deadline.CallerExpected(), new Deadline.SessionCloses()))
        .map(TurnEvent.DeadlinePassed::new);
  }

  /** The machine, with what a real ear would know: the caller's voice starts and stops in turn. */
  private static final class Talk {
    private final TurnMachine machine = new TurnMachine(Dialogue.SETTINGS);
    private TurnState state = TurnState.opening(Language.JAPANESE);
    private long now;
    private boolean callerSpeaks;
    private long pauses;

    /** What sounds until then may be the agent's own voice, and not the caller's. */
    private long echoUntil;

    List<TurnEffect> next(Happening happening) {
      now += happening.afterMillis();
      var event = happening.event();
      if (event instanceof TurnEvent.SpeechEnded) {
        event = new TurnEvent.SpeechEnded(Math.max(0, now - 250), ++pauses);
      }
      // An ear reports a start only after an end, and nothing before the caller has come.
      boolean heard = !(state instanceof TurnState.Opening);
      callerSpeaks =
          switch (event) {
            case TurnEvent.SpeechStarted _ -> heard && now >= echoUntil;
            case TurnEvent.SpeechEnded _, TurnEvent.OwnVoiceHeard _ -> false;
            default -> callerSpeaks;
          };
      if (event instanceof TurnEvent.OwnVoiceHeard) {
        echoUntil = now + ECHO_MILLIS;
      }
      Step step = machine.next(state, event, now);
      state = step.state();
      return step.effects();
    }
  }
}
