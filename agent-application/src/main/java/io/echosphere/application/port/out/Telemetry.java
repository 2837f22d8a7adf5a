package io.echosphere.application.port.out;

import io.echosphere.domain.session.SessionId;
import java.time.Duration;

/**
 * Where the worker's traces and measurements go. Never blocks, never throws; trouble in the
 * exporter does not reach a call. Thread-safe. No method takes the caller's words.
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
    /** {@code voice.usage.llm.input}: tokens the model read. */
    LLM_INPUT_TOKENS,
    /** {@code voice.usage.llm.output}: tokens the model wrote. */
    LLM_OUTPUT_TOKENS,
    /** {@code voice.usage.tts}: characters that were to be synthesized. */
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
    JOIN,
    TURN,
    STT,
    LLM,
    TTS,
    PLAYOUT
  }

  /** One call's trace. */
  interface CallTrace {
    /** The session became known; its id goes on the trace. */
    void identified(SessionId session);

    /** A span below the session's. */
    Span begin(Activity activity);

    /** Records a latency. */
    void latency(Latency latency, Duration value);

    /**
     * Counts what was used.
     *
     * @param value at least 0
     */
    void used(Amount amount, long value);

    /** Counts a failure of a service ({@code stt}, {@code llm}, {@code tts}, {@code room}). */
    void failed(String service, Failure failure);

    /** The trace's id in hex, for logs; empty when tracing is off. */
    String traceId();

    /** The call is over; counts the session and ends its span. */
    void end(boolean success, String reason);
  }

  /** Something under way. Ending it twice does nothing. */
  interface Span {
    /** A span below this one. */
    Span begin(Activity activity);

    /** Adds a number, such as {@code tokens.output}. */
    void note(String key, long value);

    /** Marks it failed. */
    void failed(Failure failure);

    /** It is over. */
    void end();
  }
}
