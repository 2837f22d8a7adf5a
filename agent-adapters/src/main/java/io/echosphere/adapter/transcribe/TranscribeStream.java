package io.echosphere.adapter.transcribe;

import io.echosphere.adapter.aws.AwsClients;
import io.echosphere.adapter.aws.AwsFailures;
import io.echosphere.adapter.aws.Breaker;
import io.echosphere.adapter.aws.ListenerGate;
import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.SpeechToText;
import io.echosphere.application.port.out.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.transcribestreaming.model.StartStreamTranscriptionRequest;
import software.amazon.awssdk.services.transcribestreaming.model.StartStreamTranscriptionResponseHandler;
import software.amazon.awssdk.services.transcribestreaming.model.TranscriptEvent;
import software.amazon.awssdk.services.transcribestreaming.model.TranscriptResultStream;

/**
 * One stream to Transcribe. Thread-safe: the gate guards the listener, the lock the list of what is
 * to be undone at the end.
 */
final class TranscribeStream implements SpeechToText.Stream, Subscriber<TranscriptResultStream> {
  private static final String SERVICE = "transcribe";

  private final ListenerGate<SpeechToText.Listener> gate;
  private final AudioFeed feed;
  private final AwsClients clients;
  private final Timers timers;
  private final TranscribeSettings settings;
  private final TranscriptMapper mapper;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Cancellable> undo = new ArrayList<>();
  private volatile boolean finished;
  private boolean undone;

  TranscribeStream(
      SpeechToText.Listener listener,
      AudioFeed feed,
      AwsClients clients,
      Timers timers,
      TranscribeSettings settings) {
    this.gate = new ListenerGate<>(listener);
    this.feed = feed;
    this.clients = clients;
    this.timers = timers;
    this.settings = settings;
    this.mapper = new TranscriptMapper(settings.languages().getFirst());
  }

  /**
   * Connects in the background.
   *
   * @param permit told whether the service accepted the stream
   * @param afterwards runs once when the stream is over
   */
  void connect(
      StartStreamTranscriptionRequest request, Breaker.Permit permit, Runnable afterwards) {
    atEnd(afterwards::run);
    atEnd(permit::abandoned);
    Cancellable alarm =
        timers.after(settings.connect(), () -> refused(permit, late("no connection")));
    atEnd(alarm);
    Runnable accepted =
        () -> {
          permit.succeeded();
          alarm.cancel();
        };
    clients.begin(() -> begin(request, permit, accepted));
  }

  @Override
  public void audio(short[] samples, int length) {
    feed.audio(samples, length);
  }

  @Override
  public void finish() {
    finished = true;
    if (feed.finish() && !gate.isOver()) {
      atEnd(timers.after(settings.finish(), () -> fail(late("no end of the stream"))));
    }
  }

  @Override
  public void close() {
    gate.silence();
    undo();
  }

  @Override
  public void onSubscribe(Subscription results) {
    atEnd(results::cancel);
    // A few small events a second, handed on at once: no back-pressure.
    results.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(TranscriptResultStream event) {
    if (!(event instanceof TranscriptEvent heard)) {
      return;
    }
    try {
      mapper
          .transcripts(heard)
          .forEach(transcript -> gate.tell(listener -> listener.transcript(transcript)));
    } catch (AwsFailures.UncheckedFormat e) {
      fail(AwsFailures.of(SERVICE, e));
    }
  }

  @Override
  public void onError(Throwable thrown) {
    fail(clients.failure(SERVICE, thrown));
  }

  @Override
  public void onComplete() {
    end();
  }

  private void begin(
      StartStreamTranscriptionRequest request, Breaker.Permit permit, Runnable accepted) {
    if (gate.isOver()) {
      return;
    }
    try {
      CompletableFuture<Void> stream =
          clients
              .transcribe()
              .startStreamTranscription(
                  request,
                  feed,
                  StartStreamTranscriptionResponseHandler.builder()
                      .onResponse(_ -> accepted.run())
                      .onEventStream(results -> results.subscribe(this))
                      .onError(_ -> {}) // the future tells
                      .build());
      atEnd(() -> stream.cancel(true));
      var _ =
          stream.whenComplete(
              (_, thrown) -> {
                if (thrown == null) {
                  end();
                } else {
                  refused(permit, clients.failure(SERVICE, thrown));
                }
              });
    } catch (RuntimeException e) {
      refused(permit, clients.failure(SERVICE, e));
    }
  }

  /** It failed; before the service accepted the stream, that tells something of the service. */
  private void refused(Breaker.Permit permit, Failure failure) {
    permit.failed(failure.kind());
    fail(failure);
  }

  /** The SDK (2.41.24) takes RST_STREAM for an end as well. */
  private void end() {
    if (!finished) {
      fail(AwsFailures.of(SERVICE, FailureKind.UNAVAILABLE, "the stream ended by itself"));
      return;
    }
    gate.tellLast(SpeechToText.Listener::ended);
    undo();
  }

  /** Ends it so, unless it is over. */
  void fail(Failure failure) {
    gate.tellLast(listener -> listener.failed(failure));
    undo();
  }

  private static Failure late(String what) {
    return AwsFailures.of(SERVICE, FailureKind.TIMEOUT, what + " within the deadline");
  }

  /** Remembers what is to be done when the stream is over; done now if it is. */
  private void atEnd(Cancellable step) {
    lock.lock();
    try {
      if (!undone) {
        undo.add(step);
        return;
      }
    } finally {
      lock.unlock();
    }
    step.cancel();
  }

  private void undo() {
    List<Cancellable> steps;
    lock.lock();
    try {
      steps = List.copyOf(undo);
      undo.clear();
      undone = true;
    } finally {
      lock.unlock();
    }
    feed.stop();
    steps.reversed().forEach(Cancellable::cancel);
  }
}
