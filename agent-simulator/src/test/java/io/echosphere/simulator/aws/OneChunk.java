package io.echosphere.simulator.aws;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Takes one chunk and cancels. */
final class OneChunk implements Subscriber<ByteBuffer> {
  private @Nullable Subscription subscription;

  @Override
  public void onSubscribe(Subscription to) {
    subscription = to;
    to.request(1);
  }

  @Override
  public void onNext(ByteBuffer chunk) {
    Objects.requireNonNull(subscription).cancel();
  }

  @Override
  public void onError(Throwable failure) {}

  @Override
  public void onComplete() {}
}
