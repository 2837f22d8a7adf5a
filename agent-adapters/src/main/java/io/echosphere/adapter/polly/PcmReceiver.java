package io.echosphere.adapter.polly;

import io.echosphere.adapter.aws.Attempt;
import io.echosphere.adapter.aws.AwsFailures;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.TextToSpeech;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.polly.model.SynthesizeSpeechResponse;

/**
 * Hands on one answer's sound as it arrives. Called by the connection's I/O thread; {@link #cancel}
 * by any. The SDK never uses one again, since its retries are off.
 */
final class PcmReceiver
    implements AsyncResponseTransformer<SynthesizeSpeechResponse, Void>, Subscriber<ByteBuffer> {
  private final Attempt<TextToSpeech.Listener> attempt;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final AtomicReference<@Nullable Subscription> subscription = new AtomicReference<>();
  private final SampleAssembler assembler = new SampleAssembler();
  private boolean sounded;

  PcmReceiver(Attempt<TextToSpeech.Listener> attempt) {
    this.attempt = attempt;
  }

  @Override
  public CompletableFuture<Void> prepare() {
    return done;
  }

  @Override
  public void onResponse(SynthesizeSpeechResponse response) {}

  @Override
  public void onStream(SdkPublisher<ByteBuffer> body) {
    body.subscribe(this);
  }

  @Override
  public void exceptionOccurred(Throwable thrown) {
    done.completeExceptionally(thrown);
  }

  @Override
  public void onSubscribe(Subscription body) {
    subscription.set(body);
    // A clause has 3,000 characters at most, about 10 MB: bounded, so no back-pressure.
    body.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(ByteBuffer bytes) {
    short[] samples = assembler.samples(bytes);
    if (samples.length > 0) {
      sounded = true;
      attempt.output(listener -> listener.audio(samples));
    }
  }

  @Override
  public void onError(Throwable thrown) {
    done.completeExceptionally(thrown);
  }

  @Override
  public void onComplete() {
    if (sounded) {
      attempt.finished(TextToSpeech.Listener::finished);
    } else {
      attempt.failed(AwsFailures.of("polly", FailureKind.MALFORMED, "an answer without a sample"));
    }
    done.complete(null);
  }

  void cancel() {
    Subscription body = subscription.get();
    if (body != null) {
      body.cancel();
    }
  }
}
