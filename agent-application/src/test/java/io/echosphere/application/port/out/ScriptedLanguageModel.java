package io.echosphere.application.port.out;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A language model that says what a test tells it to. A scripted reply is delivered through the
 * executor (by default on the asking thread, before {@code generate} returns); with nothing
 * scripted a call stays open, and the test drives it by hand through {@link Call}.
 */
public final class ScriptedLanguageModel implements LanguageModel {
  /** What every scripted reply is said to have cost. */
  public static final Usage USAGE = new Usage(10, 5);

  private final Executor executor;
  private final Queue<Consumer<Call>> script = new ConcurrentLinkedQueue<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  public ScriptedLanguageModel() {
    this(Runnable::run);
  }

  /** Scripted replies are delivered by tasks of this executor. */
  public ScriptedLanguageModel(Executor executor) {
    this.executor = executor;
  }

  /** The next call not yet scripted is answered with these pieces of text, then finished. */
  public ScriptedLanguageModel reply(String... deltas) {
    script.add(
        call -> {
          for (String delta : deltas) {
            call.delta(delta);
          }
          call.finish();
        });
    return this;
  }

  /** The next call not yet scripted says these pieces, then fails. */
  public ScriptedLanguageModel fail(Failure failure, String... deltas) {
    script.add(
        call -> {
          for (String delta : deltas) {
            call.delta(delta);
          }
          call.fail(failure);
        });
    return this;
  }

  /** The next call not yet scripted is left to the test. */
  public ScriptedLanguageModel byHand() {
    script.add(_ -> {});
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

  /** What was asked, oldest first. */
  public List<Prompt> prompts() {
    return calls.stream().map(Call::prompt).toList();
  }

  /** Calls neither ended nor cancelled. */
  public List<Call> openCalls() {
    return calls.stream().filter(Call::isOpen).toList();
  }

  @Override
  public Cancellable generate(Prompt prompt, Listener listener) {
    Call call = new Call(prompt, listener);
    calls.add(call);
    Optional.ofNullable(script.poll())
        .ifPresent(reply -> executor.execute(() -> reply.accept(call)));
    return call::cancel;
  }

  /** One question put to the model. Thread-safe. */
  public static final class Call {
    private final Prompt prompt;
    private final ListenerGate<Listener> gate;
    private volatile boolean cancelled;

    private Call(Prompt prompt, Listener listener) {
      this.prompt = prompt;
      this.gate = new ListenerGate<>(listener);
    }

    /** What was asked. */
    public Prompt prompt() {
      return prompt;
    }

    /** Writes the next piece of text. */
    public void delta(String text) {
      gate.tell(listener -> listener.delta(text));
    }

    /** Completes the reply. */
    public void finish() {
      gate.tellLast(listener -> listener.finished(USAGE));
    }

    /** Breaks the reply off. */
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

    private void cancel() {
      if (gate.silence()) {
        cancelled = true;
      }
    }
  }
}
