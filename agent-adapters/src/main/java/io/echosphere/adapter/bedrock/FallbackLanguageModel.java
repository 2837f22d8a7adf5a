package io.echosphere.adapter.bedrock;

import io.echosphere.adapter.aws.AwsFailures;
import io.echosphere.adapter.aws.ListenerGate;
import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.LanguageModel;
import io.echosphere.application.port.out.Timers;
import io.echosphere.application.tracing.CallContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several models as one: when one fails before its first word, the next is asked; what was said
 * cannot be unsaid, so after it a failure is the reply's. A model that failed rests for a while, so
 * that only one caller in that time waits for it in vain. Thread-safe.
 */
public final class FallbackLanguageModel implements LanguageModel {
  /** Long enough to spare callers, short enough to come back soon after a throttling. */
  static final Duration REST = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(FallbackLanguageModel.class);

  private final List<Candidate> candidates;
  private final Duration whole;
  private final Timers timers;

  /**
   * Asks these models, the preferred one first.
   *
   * @param models at least one
   * @param whole how long a reply may take to its end, all models together
   */
  public FallbackLanguageModel(List<Named> models, Duration whole, Timers timers) {
    if (models.isEmpty() || !whole.isPositive()) {
      throw new IllegalArgumentException("a reply needs a model and time");
    }
    this.candidates =
        models.stream().map(named -> new Candidate(named.id(), named.model())).toList();
    this.whole = whole;
    this.timers = timers;
  }

  /**
   * A model and what the log calls it.
   *
   * @param id such as Bedrock's model id
   */
  public record Named(String id, LanguageModel model) {}

  private static final class Candidate {
    private final String id;
    private final LanguageModel model;
    private final AtomicLong restsUntilNanos = new AtomicLong(Long.MIN_VALUE);

    Candidate(String id, LanguageModel model) {
      this.id = id;
      this.model = model;
    }
  }

  private record Call(int index, Cancellable running) {}

  @Override
  public Cancellable generate(Prompt prompt, Listener listener) {
    var asked = new Asked(prompt, inOrder(), listener);
    asked.begin();
    return asked;
  }

  /** Those that rest come last: they are still better than an apology. */
  private List<Candidate> inOrder() {
    long now = timers.nanos();
    var order = new ArrayList<Candidate>();
    candidates.stream().filter(one -> !rests(one, now)).forEach(order::add);
    candidates.stream().filter(one -> rests(one, now)).forEach(order::add);
    return List.copyOf(order);
  }

  private static boolean rests(Candidate one, long now) {
    long until = one.restsUntilNanos.get();
    return until != Long.MIN_VALUE && until - now > 0;
  }

  /**
   * One reply. The gate serializes what the listener hears and silences it; the models' own calls
   * come one after the other, each from its first listener call on.
   */
  private final class Asked implements Cancellable {
    private final Prompt prompt;
    private final List<Candidate> order;
    private final CallContext context = CallContext.current();
    private final ListenerGate<Listener> gate;
    private final AtomicReference<Call> current = new AtomicReference<>(new Call(-1, () -> {}));
    private final AtomicReference<Cancellable> alarm = new AtomicReference<>(() -> {});

    Asked(Prompt prompt, List<Candidate> order, Listener listener) {
      this.prompt = prompt;
      this.order = order;
      this.gate = new ListenerGate<>(listener);
    }

    void begin() {
      alarm.set(timers.after(whole, this::late));
      ask(0);
    }

    @Override
    public void cancel() {
      gate.silence();
      callOff();
    }

    private void ask(int index) {
      var candidate = order.get(index);
      var call = new Call(index, candidate.model.generate(prompt, new Turn(index)));
      // One that failed before it was returned has already been followed by the next.
      current.accumulateAndGet(call, (one, other) -> other.index() > one.index() ? other : one);
      if (gate.isOver()) {
        call.running().cancel();
      }
    }

    private void callOff() {
      alarm.get().cancel();
      current.get().running().cancel();
    }

    private void late() {
      var failure =
          AwsFailures.of("bedrock", FailureKind.TIMEOUT, "no end within the reply's deadline");
      if (gate.tellLast(listener -> listener.failed(failure))) {
        callOff();
      }
    }

    private void failed(int index, boolean heard, Failure failure) {
      var candidate = order.get(index);
      if (!heard && !gate.isOver()) {
        candidate.restsUntilNanos.set(timers.nanos() + REST.toNanos());
        if (index + 1 < order.size()) {
          context.run(
              () -> {
                LOG.warn(
                    "{} failed before its first word ({}); asking {}",
                    candidate.id,
                    failure.detail(),
                    order.get(index + 1).id);
                ask(index + 1);
              });
          return;
        }
      }
      gate.tellLast(listener -> listener.failed(failure));
      alarm.get().cancel();
    }

    /** Hears one model. Its calls come one at a time. */
    private final class Turn implements Listener {
      private final int index;
      private boolean heard;

      Turn(int index) {
        this.index = index;
      }

      @Override
      public void delta(String text) {
        heard = true;
        gate.tell(listener -> listener.delta(text));
      }

      @Override
      public void finished(Usage usage) {
        order.get(index).restsUntilNanos.set(Long.MIN_VALUE);
        var known = new Usage(usage.inputTokens(), usage.outputTokens(), order.get(index).id);
        gate.tellLast(listener -> listener.finished(known));
        alarm.get().cancel();
      }

      @Override
      public void failed(Failure failure) {
        Asked.this.failed(index, heard, failure);
      }
    }
  }
}
