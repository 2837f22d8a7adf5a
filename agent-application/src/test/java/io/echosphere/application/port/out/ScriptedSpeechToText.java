package io.echosphere.application.port.out;

import io.echosphere.domain.speech.Language;
import io.echosphere.domain.speech.Transcript;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A recogniser that hears what a test tells it to. The test takes an {@link OpenStream} and pushes
 * transcripts through it, on its own thread. With {@link #onFinish} it answers the end of audio by
 * itself; otherwise {@code finish} is only noted.
 */
public final class ScriptedSpeechToText implements SpeechToText {
  private final List<OpenStream> streams = new CopyOnWriteArrayList<>();
  private final Queue<List<String>> finals = new ConcurrentLinkedQueue<>();
  private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
  private volatile Language language = Language.JAPANESE;

  /** The language that transcripts are in from now on; Japanese at first. */
  public ScriptedSpeechToText in(Language spoken) {
    language = spoken;
    return this;
  }

  /** The next stream opened that is not yet scripted answers {@code finish} with these finals. */
  public ScriptedSpeechToText onFinish(String... texts) {
    finals.add(List.of(texts));
    return this;
  }

  /** The next stream opened fails before {@code open} returns. */
  public ScriptedSpeechToText fail(Failure failure) {
    failures.add(failure);
    return this;
  }

  /** Every stream opened so far, oldest first. */
  public List<OpenStream> streams() {
    return List.copyOf(streams);
  }

  /** The newest stream. */
  public OpenStream last() {
    return streams.getLast();
  }

  /** Streams neither ended nor closed. */
  public List<OpenStream> openStreams() {
    return streams.stream().filter(OpenStream::isOpen).toList();
  }

  @Override
  public Stream open(Listener listener) {
    OpenStream stream = new OpenStream(listener, Optional.ofNullable(finals.poll()));
    streams.add(stream);
    Optional.ofNullable(failures.poll()).ifPresent(stream::fail);
    return stream;
  }

  /** A stream as the recogniser sees it. Thread-safe. */
  public final class OpenStream implements Stream {
    private final ListenerGate<Listener> gate;
    private final Optional<List<String>> answer;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<short[]> received = new ArrayDeque<>();
    private int segment;
    private volatile boolean finished;
    private volatile boolean closed;

    private OpenStream(Listener listener, Optional<List<String>> answer) {
      this.gate = new ListenerGate<>(listener);
      this.answer = answer;
    }

    /** Hears a partial of the current segment, none of it stable. */
    public void partial(String text) {
      partial(text, 0);
    }

    /** Hears a partial of the current segment whose first characters will not change. */
    public void partial(String text, int stableLength) {
      transcript(new Transcript(segmentId(), text, stableLength, false, language));
    }

    /** Hears the final of the current segment; the next transcript begins another. */
    public void heard(String text) {
      transcript(new Transcript(segmentId(), text, text.length(), true, language));
    }

    /** Hears any transcript. */
    public void transcript(Transcript transcript) {
      if (transcript.isFinal()) {
        segment++;
      }
      gate.tell(listener -> listener.transcript(transcript));
    }

    /** Breaks the stream. */
    public void fail(Failure failure) {
      gate.tellLast(listener -> listener.failed(failure));
    }

    /** Ends the stream as the service does. */
    public void end() {
      gate.tellLast(Listener::ended);
    }

    /** All the audio sent so far. */
    public short[] samples() {
      lock.lock();
      try {
        short[] all = new short[received.stream().mapToInt(chunk -> chunk.length).sum()];
        int position = 0;
        for (short[] chunk : received) {
          System.arraycopy(chunk, 0, all, position, chunk.length);
          position += chunk.length;
        }
        return all;
      } finally {
        lock.unlock();
      }
    }

    /** Whether the end of audio was announced. */
    public boolean isFinished() {
      return finished;
    }

    /** Whether it was called off. */
    public boolean isClosed() {
      return closed;
    }

    /** Whether it has neither ended nor been closed. */
    public boolean isOpen() {
      return !gate.isOver();
    }

    @Override
    public void audio(short[] samples, int length) {
      if (finished || !isOpen()) {
        return;
      }
      lock.lock();
      try {
        received.add(Arrays.copyOf(samples, length));
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void finish() {
      if (finished) {
        return;
      }
      finished = true;
      answer.ifPresent(
          texts -> {
            texts.forEach(this::heard);
            end();
          });
    }

    @Override
    public void close() {
      gate.silence();
      closed = true;
    }

    private String segmentId() {
      return "segment-" + segment;
    }
  }
}
