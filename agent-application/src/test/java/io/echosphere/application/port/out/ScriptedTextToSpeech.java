package io.echosphere.application.port.out;

import io.echosphere.domain.audio.AudioFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A voice that hums: a 440 Hz tone, so many ms for each character, the same samples for the same
 * length. Unless told otherwise it delivers all of it through the executor (by default on the
 * asking thread, before {@code synthesize} returns).
 */
public final class ScriptedTextToSpeech implements TextToSpeech {
  /** Length of the pieces in which sound arrives: 100 ms. */
  public static final int CHUNK = AudioFormat.SPEECH_RATE_HZ / 10;

  private static final int AMPLITUDE = 8_000;
  private static final double TONE_HZ = 440;

  private final int millisPerCharacter;
  private final Executor executor;
  private final Queue<Consumer<Call>> script = new ConcurrentLinkedQueue<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile boolean byHand;

  /** A tone of 100 ms for each character. */
  public ScriptedTextToSpeech() {
    this(100, Runnable::run);
  }

  /** A tone of so many ms for each character, delivered by tasks of the executor. */
  public ScriptedTextToSpeech(int millisPerCharacter, Executor executor) {
    this.millisPerCharacter = millisPerCharacter;
    this.executor = executor;
  }

  /** From now on a call with nothing scripted stays open until the test drives it. */
  public ScriptedTextToSpeech byHand() {
    byHand = true;
    return this;
  }

  /** The next call not yet scripted fails after the given ms of sound. */
  public ScriptedTextToSpeech fail(Failure failure, int afterMillis) {
    script.add(
        call -> {
          call.audio(afterMillis);
          call.fail(failure);
        });
    return this;
  }

  /** Every call made so far, oldest first. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** The newest call. */
  public Call last() {
    return calls.getLast();
  }

  /** What was to be said, oldest first. */
  public List<String> texts() {
    return calls.stream().map(call -> call.utterance().text()).toList();
  }

  /** Calls neither ended nor cancelled. */
  public List<Call> openCalls() {
    return calls.stream().filter(Call::isOpen).toList();
  }

  /** How long the tone for a text is, in ms. */
  public int millisOf(String text) {
    return text.length() * millisPerCharacter;
  }

  @Override
  public Synthesis synthesize(Utterance utterance, Listener listener) {
    Call call = new Call(utterance, millisOf(utterance.text()), listener);
    calls.add(call);
    Consumer<Call> otherwise = byHand ? _ -> {} : Call::speak;
    Consumer<Call> act = Optional.ofNullable(script.poll()).orElse(otherwise);
    executor.execute(() -> act.accept(call));
    return call;
  }

  /** The tone's samples from one sample position to another. */
  public static short[] tone(int from, int to) {
    short[] samples = new short[to - from];
    for (int i = 0; i < samples.length; i++) {
      double angle = 2 * Math.PI * TONE_HZ * (from + i) / AudioFormat.SPEECH_RATE_HZ;
      samples[i] = (short) Math.round(AMPLITUDE * Math.sin(angle));
    }
    return samples;
  }

  /** One thing to be said. Thread-safe, but only one thread at a time makes its sound. */
  public static final class Call implements Synthesis {
    private final Utterance utterance;
    private final int length;
    private final ListenerGate<Listener> gate;
    private volatile Urgency urgency;
    private volatile boolean cancelled;
    private int position;

    private Call(Utterance utterance, int millis, Listener listener) {
      this.utterance = utterance;
      this.urgency = utterance.urgency();
      this.length = AudioFormat.speechSamples(millis);
      this.gate = new ListenerGate<>(listener);
    }

    /** What was to be said. */
    public Utterance utterance() {
      return utterance;
    }

    /** How urgent it is by now. */
    public Urgency urgency() {
      return urgency;
    }

    @Override
    public void raise(Urgency to) {
      urgency = to;
    }

    /** Delivers the next so many ms of the tone, at most up to its end. */
    public void audio(int millis) {
      int end = Math.min(length, position + AudioFormat.speechSamples(millis));
      while (position < end) {
        int next = Math.min(end, position + CHUNK);
        short[] samples = tone(position, next);
        position = next;
        gate.tell(listener -> listener.audio(samples));
      }
    }

    /** Delivers what is left of the tone, and the end. */
    public void speak() {
      audio(Math.toIntExact(AudioFormat.speechMillis(length)));
      finish();
    }

    /** All of it has arrived. */
    public void finish() {
      gate.tellLast(Listener::finished);
    }

    /** Breaks it off. */
    public void fail(Failure failure) {
      gate.tellLast(listener -> listener.failed(failure));
    }

    /** Whether it was cancelled before it ended. */
    public boolean isCancelled() {
      return cancelled;
    }

    /** Whether it has neither ended nor been cancelled. */
    public boolean isOpen() {
      return !gate.isOver();
    }

    @Override
    public void cancel() {
      if (gate.silence()) {
        cancelled = true;
      }
    }
  }
}
