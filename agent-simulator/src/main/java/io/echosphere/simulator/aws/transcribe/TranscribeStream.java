package io.echosphere.simulator.aws.transcribe;

import io.echosphere.simulator.aws.wire.Answer;
import io.echosphere.simulator.aws.wire.EventMessages;
import io.echosphere.simulator.aws.wire.RequestBody;
import io.echosphere.simulator.hearing.Hearing;
import io.echosphere.simulator.hearing.HearingResult;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of audio and its transcript. Owned by the exchange's event loop; the hearing, which
 * computes, is owned by an executor of its own and answers to the loop.
 */
final class TranscribeStream implements RequestBody, AudioEvents.Sink {
  private static final Logger LOG = LoggerFactory.getLogger(TranscribeStream.class);
  private static final String BAD_REQUEST = "BadRequestException";

  private final Answer answer;
  private final StreamRequest request;
  private final Hearing hearing;
  private final EventExecutor ear;
  private final Duration idleTimeout;
  private final AudioEvents events = new AudioEvents();
  private final Deque<Runnable> outgoing = new ArrayDeque<>();
  private long audioEvents;
  private boolean ended;
  private long lastDueNanos = System.nanoTime();

  TranscribeStream(
      Answer answer,
      StreamRequest request,
      Hearing hearing,
      EventExecutor ear,
      Duration idleTimeout) {
    this.answer = answer;
    this.request = request;
    this.hearing = hearing;
    this.ear = ear;
    this.idleTimeout = idleTimeout;
  }

  /** Sends the headers and begins to wait for audio. */
  void begin() {
    afterwards(
        answer.extraDelay(),
        () -> answer.begin(EventMessages.CONTENT_TYPE, request.answerHeaders()));
    awaitAudio();
  }

  @Override
  public void data(byte[] bytes) {
    try {
      if (!ended) {
        events.feed(bytes, this);
      }
    } catch (AudioEvents.BadEvent e) {
      ended = true;
      answer.exception(BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void audio(short[] samples) {
    if (ended) {
      return;
    }
    audioEvents++;
    awaitAudio();
    answer.recording().samples(samples.length);
    listen(() -> deliver(hearing.hear(samples, samples.length)));
  }

  @Override
  public void end() {
    ended();
  }

  @Override
  public void ended() {
    if (ended) {
      return;
    }
    ended = true;
    listen(
        () -> {
          deliver(hearing.finish());
          answer.onLoop(() -> afterwards(Duration.ZERO, answer::finish));
        });
  }

  @Override
  public void cancelled() {
    ended = true;
    answer.cancelled();
  }

  /** The service gives up on a stream that brings no audio, however much it brought before. */
  private void awaitAudio() {
    long seen = audioEvents;
    answer.after(
        idleTimeout,
        () -> {
          if (!ended && seen == audioEvents) {
            ended = true;
            answer.exception(
                BAD_REQUEST,
                "Your request timed out because no new audio was received for "
                    + idleTimeout.toSeconds()
                    + " seconds.");
          }
        });
  }

  /** On the ear's thread; a bug there must not leave the client waiting. */
  private void listen(Runnable task) {
    ear.execute(
        () -> {
          try {
            task.run();
          } catch (RuntimeException bug) {
            LOG.warn("the ear failed", bug);
            answer.onLoop(
                () -> answer.exception("InternalFailureException", "The simulator's ear failed."));
          }
        });
  }

  /** On the ear's thread. */
  private void deliver(List<HearingResult> results) {
    if (!results.isEmpty()) {
      answer.onLoop(() -> results.forEach(this::schedule));
    }
  }

  private void schedule(HearingResult result) {
    Duration held = result.partial() ? Duration.ZERO : answer.extraFinalDelay();
    afterwards(result.delay().plus(held), () -> send(result));
  }

  /** What goes out keeps its order: nothing overtakes a final that is held back. */
  private void afterwards(Duration delay, Runnable sending) {
    long now = System.nanoTime();
    lastDueNanos = Math.max(now + delay.toNanos(), lastDueNanos);
    outgoing.addLast(sending);
    answer.after(Duration.ofNanos(lastDueNanos - now), () -> outgoing.removeFirst().run());
  }

  private void send(HearingResult result) {
    answer.frame(
        EventMessages.event(
            "TranscriptEvent",
            TranscriptJson.of(result, request.stabilises(), request.identifies())));
    if (!result.partial() && answer.open()) {
      answer.recording().text(result.text() + "\n");
      if (result.simulated()) {
        answer.recording().parameter("Simulated", true);
      }
    }
  }
}
