package io.echosphere.adapter.bedrock;

import io.echosphere.adapter.aws.Attempt;
import io.echosphere.adapter.aws.AwsClients;
import io.echosphere.adapter.aws.AwsFailures;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.LanguageModel;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.MessageStopEvent;

/**
 * Turns one reply's events into deltas. Called by the stream's I/O thread; {@link #cancel} and
 * {@link #complete} by any. The order is: start, deltas, stop, metadata with the usage.
 */
final class ReplySubscriber implements Subscriber<ConverseStreamOutput> {
  private final Attempt<LanguageModel.Listener> attempt;
  private final AwsClients clients;
  private final AtomicReference<@Nullable Subscription> subscription = new AtomicReference<>();
  private volatile boolean stopped;
  private volatile LanguageModel.Usage usage = new LanguageModel.Usage(0, 0);

  ReplySubscriber(Attempt<LanguageModel.Listener> attempt, AwsClients clients) {
    this.attempt = attempt;
    this.clients = clients;
  }

  @Override
  public void onSubscribe(Subscription events) {
    subscription.set(events);
    // The reply is bounded by its token limit and deltas are handed on at once: no back-pressure.
    events.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(ConverseStreamOutput event) {
    switch (event) {
      case ContentBlockDeltaEvent delta -> text(delta);
      case MessageStopEvent _ -> stopped = true;
      case ConverseStreamMetadataEvent metadata -> cost(metadata);
      default -> {} // starts, stops of blocks, and what a later API may add
    }
  }

  @Override
  public void onError(Throwable thrown) {
    clients.fail(attempt, "bedrock", thrown);
  }

  @Override
  public void onComplete() {
    complete();
  }

  /** The stream is over without an error. A broken connection can look like this too. */
  void complete() {
    if (stopped) {
      LanguageModel.Usage cost = usage;
      attempt.finished(listener -> listener.finished(cost));
    } else {
      attempt.failed(
          AwsFailures.of("bedrock", FailureKind.UNAVAILABLE, "the stream ended within a reply"));
    }
  }

  void cancel() {
    Subscription events = subscription.get();
    if (events != null) {
      events.cancel();
    }
  }

  private void text(ContentBlockDeltaEvent event) {
    String text = event.delta() == null ? null : event.delta().text();
    if (text != null && !text.isEmpty()) {
      attempt.output(listener -> listener.delta(text));
    }
  }

  private void cost(ConverseStreamMetadataEvent metadata) {
    if (metadata.usage() != null) {
      usage =
          new LanguageModel.Usage(metadata.usage().inputTokens(), metadata.usage().outputTokens());
    }
  }
}
