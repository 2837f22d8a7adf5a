package io.echosphere.simulator.aws;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.transcribestreaming.model.AudioEvent;
import software.amazon.awssdk.services.transcribestreaming.model.AudioStream;

/** Audio for one Transcribe call, sent chunk by chunk as the test says. */
final class AudioFeed implements Publisher<AudioStream>, Subscription {
  private final Deque<AudioStream> waiting = new ArrayDeque<>();
  private @Nullable Subscriber<? super AudioStream> subscriber;
  private long wanted;
  private boolean ended;
  private boolean done;
  private boolean sending;

  /** Sends samples in chunks of a tenth of a second at 16 kHz. */
  synchronized AudioFeed send(short[] samples) {
    for (int from = 0; from < samples.length; from += 1_600) {
      int length = Math.min(1_600, samples.length - from);
      ByteBuffer pcm = ByteBuffer.allocate(2 * length).order(ByteOrder.LITTLE_ENDIAN);
      pcm.asShortBuffer().put(samples, from, length);
      waiting.add(AudioEvent.builder().audioChunk(SdkBytes.fromByteBuffer(pcm)).build());
    }
    flow();
    return this;
  }

  /** Ends the stream after what was sent. */
  synchronized AudioFeed end() {
    ended = true;
    flow();
    return this;
  }

  @Override
  public synchronized void subscribe(Subscriber<? super AudioStream> to) {
    subscriber = to;
    to.onSubscribe(this);
  }

  @Override
  public synchronized void request(long more) {
    wanted += more;
    flow();
  }

  @Override
  public synchronized void cancel() {
    done = true;
  }

  private void flow() {
    Subscriber<? super AudioStream> to = subscriber;
    if (to == null || sending) {
      return;
    }
    sending = true;
    while (!done && wanted > 0 && !waiting.isEmpty()) {
      wanted--;
      to.onNext(waiting.removeFirst());
    }
    if (!done && ended && waiting.isEmpty()) {
      done = true;
      to.onComplete();
    }
    sending = false;
  }
}
