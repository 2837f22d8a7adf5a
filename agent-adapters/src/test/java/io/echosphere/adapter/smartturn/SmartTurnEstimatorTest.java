package io.echosphere.adapter.smartturn;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.onnx.ModelUnavailable;
import io.echosphere.application.port.out.EndOfTurnEstimator;
import io.echosphere.application.port.out.EndOfTurnEstimatorContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
final class SmartTurnEstimatorTest extends EndOfTurnEstimatorContract {
  private static SmartTurnEstimator smartTurn;

  private CountDownLatch held = new CountDownLatch(0);

  @BeforeAll
  static void load() throws ModelUnavailable {
    smartTurn = SmartTurnEstimator.load();
  }

  @AfterAll
  static void unload() {
    smartTurn.close();
  }

  @Override
  protected EndOfTurnEstimator estimator() {
    return smartTurn;
  }

  /** The thread is kept in a listener. */
  @Override
  protected void hold() {
    var latch = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    held = latch;
    smartTurn
        .open()
        .estimate(
            0,
            (_, _) -> {
              begun.countDown();
              await(latch);
            });
    await(begun);
  }

  @Override
  protected void release() {
    held.countDown();
  }

  /** Questions are answered in order, so when a last one is, the others were. */
  @Override
  protected void settle() {
    try (var channel = smartTurn.open()) {
      var answer = new CompletableFuture<Double>();
      while (!answer.isDone()) { // where too many wait, it is dropped
        channel.estimate(1, (_, probability) -> answer.complete(probability));
        answer.copy().completeOnTimeout(0.0, 100, TimeUnit.MILLISECONDS).join();
      }
    }
  }

  @Test
  void theModelIsTheOneInTheNotices() throws Exception {
    var model = Signals.resource("smart-turn-v3.2-cpu.onnx");
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model)))
        .isEqualTo("2bb026316b14a660486a75b1733cd3fbab8c2fd0314dc9af7be49f8cca967e4f");
    assertThat(new String(Signals.resource("smart-turn.LICENSE"), StandardCharsets.UTF_8))
        .contains("BSD 2-Clause License");
  }

  static List<Signals.Answers> references() throws IOException {
    return Signals.answers();
  }

  @ParameterizedTest
  @MethodSource("references")
  void probabilitiesAreThoseOfTheReference(Signals.Answers reference) {
    try (var channel = smartTurn.open()) {
      var signal = Signals.named(reference.name());
      channel.audio(signal, signal.length);
      assertThat(answer(channel)).isBetween(reference.lowest() - 1e-2, reference.highest() + 1e-2);
    }
  }

  /** Without these the test above could pass by wide margins alone. */
  @Test
  void theReferenceIsDecidedAboutHalfOfTheSignals() throws Exception {
    assertThat(Signals.answers())
        .filteredOn(reference -> reference.highest() - reference.lowest() < 2e-2)
        .hasSizeGreaterThanOrEqualTo(4)
        .anyMatch(reference -> reference.highest() < 0.1)
        .anyMatch(reference -> reference.lowest() > 0.9);
  }

  @Test
  void answersComeOnTheOneNamedThread() {
    var threads = new CopyOnWriteArrayList<Thread>();
    try (var one = smartTurn.open();
        var other = smartTurn.open()) {
      one.estimate(1, (_, _) -> threads.add(Thread.currentThread()));
      other.estimate(1, (_, _) -> threads.add(Thread.currentThread()));
      settle();
    }
    assertThat(threads).hasSize(2);
    assertThat(threads.getFirst()).isSameAs(threads.getLast());
    assertThat(threads.getFirst().getName()).isEqualTo("smart-turn");
    assertThat(threads.getFirst().isVirtual()).isFalse();
  }

  /** Whoever waits longest has waited in vain; whoever asks next is heard again. */
  @Test
  void moreThanMayWaitGoUnansweredAndAskAgain() {
    var log = new Log();
    var channels =
        IntStream.range(0, SmartTurnEstimator.WAITING + 2).mapToObj(_ -> smartTurn.open()).toList();
    hold();
    for (int i = 0; i < channels.size(); i++) {
      channels.get(i).estimate(i, log);
    }
    release();
    settle();
    var answered = IntStream.range(0, SmartTurnEstimator.WAITING).mapToObj(i -> (long) i).toList();
    assertThat(log.pauses()).isEqualTo(answered);

    channels.getLast().estimate(99, log);
    settle();
    assertThat(log.pauses()).last().isEqualTo(99L);
    channels.forEach(EndOfTurnEstimator.Channel::close);
  }

  /** A worker that falls behind by seconds must not end turns by what was said then. */
  @Test
  void aQuestionWhoseSoundIsOverwrittenGoesUnanswered() {
    var log = new Log();
    try (var channel = smartTurn.open()) {
      send(channel, voice(8_000, 130));
      hold();
      channel.estimate(1, log);
      send(channel, voice(3_000, 130));
      release();
      settle();
      assertThat(log.pauses()).isEmpty();

      channel.estimate(2, log);
      settle();
      assertThat(log.pauses()).containsExactly(2L);
    }
  }

  /** After a call's end its session is gone; nobody may tell it anything. */
  @Test
  void closingWaitsForTheAnswerThatIsUnderWay() throws Exception {
    var order = new CopyOnWriteArrayList<String>();
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var channel = smartTurn.open();
    channel.estimate(
        1,
        (_, _) -> {
          begun.countDown();
          await(go);
          order.add("answered");
        });
    await(begun);
    var closing =
        Thread.ofPlatform()
            .start(
                () -> {
                  channel.close();
                  order.add("closed");
                });
    while (closing.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    go.countDown();
    closing.join();

    assertThat(order).isEqualTo(List.of("answered", "closed"));
  }

  @Test
  void aListenerThatFailsLeavesOthersTheirAnswers() {
    try (var bad = smartTurn.open();
        var good = smartTurn.open()) {
      bad.estimate(
          1,
          (_, _) -> {
            throw new IllegalStateException("a bug in a listener");
          });
      assertThat(answer(good)).isBetween(0.0, 1.0);
    }
  }

  @Test
  void closingEndsTheThreadAndLaterQuestionsGoUnanswered() throws Exception {
    var log = new Log();
    var threads = new CopyOnWriteArrayList<Thread>();
    var own = SmartTurnEstimator.load();
    var channel = own.open();
    var answered = new CountDownLatch(1);
    channel.estimate(
        1,
        (_, _) -> {
          threads.add(Thread.currentThread());
          answered.countDown();
        });
    await(answered);
    own.close();
    own.close();
    assertThat(threads.getFirst().join(Duration.ZERO)).isTrue();

    channel.estimate(2, log);
    assertThat(log.answers()).isEmpty();
  }

  /** Asks with what was heard, and waits for the answer. */
  private static double answer(EndOfTurnEstimator.Channel channel) {
    var answer = new CompletableFuture<Double>();
    channel.estimate(1, (_, probability) -> answer.complete(probability));
    return answer.orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
