package io.echosphere.domain.turn;

import io.echosphere.domain.conversation.Conversation.Line;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.speech.Words;
import java.util.List;

/** Whose turn it is: one sealed value, changed by {@link TurnMachine} alone. */
public sealed interface TurnState {

  /** No caller has come yet. */
  record Opening(Language language, List<Line> earlier, long turns) implements TurnState {
    public Opening {
      earlier = List.copyOf(earlier);
    }
  }

  /** A conversation is going on. */
  sealed interface Conversing extends TurnState {
    /** What is remembered across states. */
    Memory memory();

    /** The same with another memory. */
    Conversing with(Memory next);
  }

  /** Nobody speaks and nothing is owed. */
  record Listening(Memory memory, long mark) implements Conversing {
    @Override
    public Listening with(Memory next) {
      return new Listening(next, mark);
    }
  }

  /** The caller speaks. */
  record Hearing(Memory memory, Words words, long startedMillis) implements Conversing {
    @Override
    public Hearing with(Memory next) {
      return new Hearing(next, words, startedMillis);
    }

    Hearing with(Words next) {
      return new Hearing(memory, next, startedMillis);
    }
  }

  /** The caller has stopped; the turn's window is open, and a reply may be drafted in it. */
  record Settling(Memory memory, Speech speech, Draft draft, long mark) implements Conversing {
    @Override
    public Settling with(Memory next) {
      return new Settling(next, speech, draft, mark);
    }

    Settling with(Draft next) {
      return new Settling(memory, speech, next, mark);
    }
  }

  /** A reply is being made or played, and the caller is silent. */
  record Replying(Memory memory, Reply reply) implements Conversing {
    @Override
    public Replying with(Memory next) {
      return new Replying(next, reply);
    }
  }

  /** The caller makes a sound during a reply, which is held or ducked. */
  record Contested(Memory memory, Reply reply, Words words, long startedMillis, long mark)
      implements Conversing {
    @Override
    public Contested with(Memory next) {
      return new Contested(next, reply, words, startedMillis, mark);
    }

    Contested with(Words next) {
      return new Contested(memory, reply, next, startedMillis, mark);
    }

    Contested with(Reply next) {
      return new Contested(memory, next, words, startedMillis, mark);
    }
  }

  /**
   * A reply is held while nobody speaks: the sound during it is over and its words may still come,
   * or the turn's last words showed, before it was heard, that the caller rather goes on.
   */
  record Doubting(Memory memory, Reply reply, Speech speech, long mark) implements Conversing {
    @Override
    public Doubting with(Memory next) {
      return new Doubting(next, reply, speech, mark);
    }

    Doubting with(Words next) {
      return new Doubting(memory, reply, speech.with(next), mark);
    }
  }

  /** The caller has left and may come back; the ear may still, or already, report their voice. */
  record Away(Memory memory, long mark, CallerVoice voice) implements Conversing {
    @Override
    public Away with(Memory next) {
      return new Away(next, mark, voice);
    }

    Away with(CallerVoice next) {
      return new Away(memory, mark, next);
    }
  }

  /** The session ends as soon as its last reply has stopped. */
  record Closing(Memory memory, boolean success, String reason) implements Conversing {
    @Override
    public Closing with(Memory next) {
      return new Closing(next, success, reason);
    }
  }

  /** The session is over. */
  record Closed(boolean success, String reason) implements TurnState {}

  /** What the ear last reported. */
  enum CallerVoice {
    SILENT,
    SPEAKING
  }

  /** Where every session starts. */
  static TurnState opening(Language language) {
    return new Opening(language, List.of(), 0);
  }
}
