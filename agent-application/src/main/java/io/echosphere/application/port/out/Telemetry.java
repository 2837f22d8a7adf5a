package io.echosphere.application.port.out;

import io.echosphere.domain.session.SessionId;
import java.time.Duration;
import java.util.Map;

/**
 * Where the worker's traces and measurements go. Never blocks, never throws; trouble in the
 * exporter does not reach a call. Thread-safe. Only {@link Span#words} takes words that were said,
 * and drops them unless the operator wants to keep them.
 */
public interface Telemetry {
  /** Begins the trace of one call: its root span is {@code session}. */
  CallTrace call(String jobId, String roomName);

  /** Counts frames of audio that a slow consumer made us drop. */
  void framesDropped(Direction direction, int frames);

  /**
   * One beat of the pacer.
   *
   * @param latenessNanos how late it came, at least 0
   * @param underruns frames given up because it was too late
   */
  void pacerBeat(long latenessNanos, int underruns);

  /** Counts that a service or model has failed so often that it is left alone for a moment. */
  void circuitOpened(String name);

  /**
   * Begins a statement to the database, on the current thread. It is below the trace of the call
   * that this thread works for; if it works for none, only its duration is measured.
   *
   * @param operation what it does, such as {@code add message}; one of a few
   */
  Span statement(String operation);

  /**
   * Counts the end of a broken connection to a room, {@code voice.room.reconnects}.
   *
   * @param way how it was restored, or what was tried last
   * @param success whether it was restored; otherwise the call has ended
   */
  void reconnected(Reconnection way, boolean success);

  /** How a connection to a room is restored. */
  enum Reconnection {
    /** The participant stayed in the room: nothing was lost but some signalling. */
    RESUME,
    /** The room was joined anew. */
    REJOIN
  }

  /** Which way audio was going. */
  enum Direction {
    IN,
    OUT
  }

  /** What is measured of a turn; each is one of the documented metrics. */
  enum Latency {
    /**
     * {@code voice.latency.v2v}: end of the caller's speech to first sample of the reply played.
     */
    VOICE_TO_VOICE,
    /** {@code voice.latency.stt}: end of speech to the transcript the turn ended with. */
    STT,
    /** {@code voice.latency.llm_ttft}: request to the model's first text. */
    LLM_TTFT,
    /** {@code voice.latency.tts}: request to the voice's first sample. */
    TTS
  }

  /** What is used up, and costs money or was in vain; each is one of the documented counters. */
  enum Amount {
    /**
     * {@code voice.usage.stt}: seconds of transcription streams, at least 15 for each stream: the
     * service's minimum as far as is known.
     */
    STT_SECONDS,
    /** {@code voice.usage.llm.input}: tokens the model read; by model. */
    LLM_INPUT_TOKENS,
    /** {@code voice.usage.llm.output}: tokens the model wrote; by model. */
    LLM_OUTPUT_TOKENS,
    /** {@code voice.usage.tts}: characters that were to be synthesized; by language. */
    TTS_CHARACTERS,
    /**
     * {@code voice.wasted.tokens}: tokens, as estimated, read and written for replies of which
     * nothing was heard.
     */
    WASTED_TOKENS,
    /** {@code voice.wasted.characters}: characters synthesized for such replies. */
    WASTED_CHARACTERS,
    /** {@code voice.interruptions.false}: sounds that held a reply and meant nothing. */
    FALSE_INTERRUPTIONS
  }

  /** What spans are about. */
  enum Activity {
    /** Getting into the room. */
    JOIN,
    /** One reply, from its first draft to its last sample. */
    TURN,
    /** From the end of the caller's voice to the last words that came of it. */
    STT,
    /** From the end of the caller's voice to the decision whether their turn is over. */
    END_OF_TURN,
    /** The model's writing of a reply. */
    LLM,
    /** The synthesis of a clause. */
    TTS,
    /** The playing of a reply. */
    PLAYOUT,
    /** A sound that holds a reply, until it is known what it means. */
    INTERRUPTION
  }

  /** Whose words they are. */
  enum Speaker {
    CALLER,
    AGENT
  }

  /** Hears of all that is used, whether or not anything is exported. Any thread; must not block. */
  @FunctionalInterface
  interface Meter {
    /** So much was used, of whatever {@code of} names, as in {@link CallTrace#used}. */
    void used(Amount amount, String of, long value);
  }

  /** One call's trace. */
  interface CallTrace {
    /** The session became known; its id goes on the trace. */
    void identified(SessionId session);

    /** A span below the session's. */
    default Span begin(Activity activity) {
      return begin(activity, Duration.ZERO);
    }

    /** The same, for something that began a while ago. */
    Span begin(Activity activity, Duration ago);

    /** Records a latency. */
    void latency(Latency latency, Duration value);

    /**
     * Counts what was used.
     *
     * @param value at least 0
     */
    default void used(Amount amount, long value) {
      used(amount, "", value);
    }

    /**
     * Counts what was used.
     *
     * @param of the model or the language, where amounts are counted by one; empty if unknown
     * @param value at least 0
     */
    void used(Amount amount, String of, long value);

    /** Counts a failure of a service ({@code stt}, {@code llm}, {@code tts}, {@code room}). */
    void failed(String service, Failure failure);

    /** The trace's id in hex, for logs; empty when tracing is off. */
    String traceId();

    /**
     * {@code trace_id}, {@code span_id} and {@code trace_flags} in hex, for logs and for spans of
     * clients; empty when tracing is off.
     */
    Map<String, String> ids();

    /** The call is over; counts the session and ends its span. */
    void end(boolean success, String reason);
  }

  /** Something under way. Ending it twice does nothing. */
  interface Span {
    /** Nobody looks. */
    Span NONE =
        new Span() {
          @Override
          public Span begin(Activity activity) {
            return this;
          }

          @Override
          public void note(String key, long value) {}

          @Override
          public void note(String key, String value) {}

          @Override
          public void words(Speaker speaker, String text) {}

          @Override
          public Map<String, String> ids() {
            return Map.of();
          }

          @Override
          public void failed(Failure failure) {}

          @Override
          public void endAgo(Duration ago) {}
        };

    /** A span below this one. */
    Span begin(Activity activity);

    /** Adds a number, such as {@code clauses}. */
    void note(String key, long value);

    /** Adds one of a few words of ours, such as an outcome; never what was said. */
    void note(String key, String value);

    /** What was said, which is kept only where {@code OTEL_CAPTURE_SPEECH} says so. */
    void words(Speaker speaker, String text);

    /** As {@link CallTrace#ids}, with this span's id. */
    Map<String, String> ids();

    /** Marks it failed. */
    void failed(Failure failure);

    /** It is over. */
    default void end() {
      endAgo(Duration.ZERO);
    }

    /** It was over a while ago, but not before it began. */
    void endAgo(Duration ago);
  }
}
