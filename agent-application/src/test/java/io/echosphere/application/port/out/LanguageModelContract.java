package io.echosphere.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.LanguageModel.Prompt;
import io.echosphere.application.port.out.LanguageModel.Usage;
import io.echosphere.domain.conversation.Conversation.Line;
import io.echosphere.domain.conversation.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link LanguageModel} promises: one test for each sentence of the port. */
public abstract class LanguageModelContract {
  /** A question that any model takes. */
  protected static final Prompt PROMPT =
      new Prompt("Answer briefly.", List.of(new Line(Role.USER, "How are you?")), 64);

  /** A model that answers its next {@code calls} calls with this text, possibly empty. */
  protected abstract LanguageModel writing(String text, int calls);

  /** A model that writes this text on its next call, and then neither goes on nor ends. */
  protected abstract LanguageModel stallingAfter(String text);

  /** A model that refuses its next call. */
  protected abstract LanguageModel refusing();

  /** Waits until the service has seen the newest call closed; fails the test if it does not. */
  protected abstract void awaitClosedUpstream();

  @Test
  void theDeltasJoinedAreTheReply() {
    var log = ask(writing("I am fine. 元気です。", 1));

    assertThat(String.join("", log.heard.awaitFinished())).isEqualTo("I am fine. 元気です。");
  }

  @Test
  void deltasAreNeverEmpty() {
    assertThat(ask(writing("One. Two. Three.", 1)).heard.awaitFinished())
        .isNotEmpty()
        .noneMatch(String::isEmpty);
  }

  @Test
  void aFinishedReplyTellsWhatItCost() {
    var log = ask(writing("Fine.", 1));

    log.heard.awaitFinished();
    Usage usage = log.usages.getFirst();
    assertThat(usage.inputTokens()).isPositive();
    assertThat(usage.outputTokens()).isPositive();
  }

  @Test
  void aReplyMayBeEmpty() {
    assertThat(ask(writing("", 1)).heard.awaitFinished()).isEmpty();
  }

  @Test
  void generateReturnsBeforeTheReplyIsComplete() {
    var log = new Log();

    Cancellable call = stallingAfter("Well").generate(PROMPT, log);

    assertThat(log.heard.isOver()).isFalse();
    call.cancel();
  }

  @Test
  void deltasArriveWhileTheReplyIsStillBeingWritten() {
    var log = new Log();

    Cancellable call = stallingAfter("Well").generate(PROMPT, log);

    log.heard.awaitFirst();
    assertThat(log.heard.isOver()).isFalse();
    call.cancel();
  }

  @Test
  void aRefusedCallFailsOnceAndHearsNothingElse() {
    var log = ask(refusing());

    assertThat(log.heard.awaitFailed().kind()).isEqualTo(FailureKind.REJECTED);
    assertThat(log.heard.events()).isEmpty();
  }

  @Test
  void aFailureCarriesNoneOfTheCallersWords() {
    assertThat(ask(refusing()).heard.awaitFailed().detail()).doesNotContain("How are you");
  }

  @Test
  void cancellingSilencesTheListener() {
    var log = new Log();
    Cancellable call = stallingAfter("Well").generate(PROMPT, log);
    log.heard.awaitFirst();

    call.cancel();

    int calls = log.heard.calls();
    awaitClosedUpstream();
    assertThat(log.heard.calls()).isEqualTo(calls);
    assertThat(log.heard.isOver()).isFalse();
  }

  @Test
  void cancellingClosesTheCallUpstream() {
    var log = new Log();
    Cancellable call = stallingAfter("Well").generate(PROMPT, log);
    log.heard.awaitFirst();

    call.cancel();

    awaitClosedUpstream();
  }

  @Test
  void cancellingAgainOrAfterTheEndDoesNothing() {
    var log = new Log();
    Cancellable call = writing("Fine.", 1).generate(PROMPT, log);
    log.heard.awaitFinished();

    call.cancel();
    call.cancel();

    log.heard.assertKept();
  }

  @Test
  void aListenerMayCancelItsOwnCall() {
    var log = new Log();
    var model = stallingAfter("Well");
    var cancelled = new CancelOnFirst(log);

    cancelled.call = Optional.of(model.generate(PROMPT, cancelled));
    log.heard.awaitFirst();
    cancelled.cancel();

    awaitClosedUpstream();
    log.heard.assertKept();
  }

  @Test
  void callsMadeAtOnceEachGetTheirOwnReply() {
    int calls = 5;
    var model = writing("The same for all.", calls);

    var logs = IntStream.range(0, calls).mapToObj(_ -> ask(model)).toList();

    for (var log : logs) {
      assertThat(String.join("", log.heard.awaitFinished())).isEqualTo("The same for all.");
    }
  }

  @Test
  void generateReturnsAtOnce() {
    var model = stallingAfter("Well");
    long start = System.nanoTime();

    Cancellable call = model.generate(PROMPT, new Log());

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    call.cancel();
  }

  private static Log ask(LanguageModel model) {
    var log = new Log();
    model.generate(PROMPT, log);
    return log;
  }

  /** A listener that remembers. */
  public static class Log implements LanguageModel.Listener {
    final CallLog<String> heard = new CallLog<>();
    final List<Usage> usages = new CopyOnWriteArrayList<>();

    /** Has heard nothing. */
    public Log() {}

    @Override
    public void delta(String text) {
      heard.event(text);
    }

    @Override
    public void finished(Usage usage) {
      usages.add(usage);
      heard.end(Optional.empty());
    }

    @Override
    public void failed(Failure failure) {
      heard.end(Optional.of(failure));
    }

    /** The failure that was the last call; waits for it. */
    public Failure awaitFailed() {
      return heard.awaitFailed();
    }

    /** The whole reply; waits for its end. */
    public String awaitText() {
      return String.join("", heard.awaitFinished());
    }

    /** Waits for the first piece of text. */
    public void awaitFirst() {
      heard.awaitFirst();
    }

    /** What has been written so far. */
    public String text() {
      return String.join("", heard.events());
    }
  }

  /** Cancels from inside the callback. */
  private static final class CancelOnFirst implements LanguageModel.Listener {
    private final Log log;
    private volatile Optional<Cancellable> call = Optional.empty();

    private CancelOnFirst(Log log) {
      this.log = log;
    }

    void cancel() {
      call.ifPresent(Cancellable::cancel);
    }

    @Override
    public void delta(String text) {
      log.delta(text);
      cancel();
    }

    @Override
    public void finished(Usage usage) {
      log.finished(usage);
    }

    @Override
    public void failed(Failure failure) {
      log.failed(failure);
    }
  }
}
