package io.echosphere.adapter.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.transcribestreaming.model.AudioEvent;
import software.amazon.awssdk.services.transcribestreaming.model.AudioStream;

/** On the test's own thread, which plays the I/O thread. */
final class AudioFeedTest {
  private static final int CHUNK = AudioFeed.CHUNK_BYTES / Short.BYTES;

  private final AtomicInteger dropped = new AtomicInteger();
  private final AudioFeed feed = new AudioFeed(Runnable::run, dropped::addAndGet);
  private final Service service = new Service();

  @Test
  void audioGoesOutInChunksOfFiftyMilliseconds() {
    feed.subscribe(service);
    service.demand(10);

    feed.audio(ramp(0, 300), 300);
    assertThat(service.chunks).isEmpty();
    feed.audio(ramp(300, CHUNK), CHUNK - 300);

    assertThat(service.chunks).hasSize(1);
    assertThat(service.samples()).isEqualTo(ramp(0, CHUNK));
  }

  @Test
  void theThreadThatSendsIsWokenOnceAChunkAndNotOnceAFrame() {
    var woken = new AtomicInteger();
    var counting =
        new AudioFeed(
            task -> {
              woken.incrementAndGet();
              task.run();
            },
            dropped::addAndGet);

    for (int frame = 0; frame < 10; frame++) {
      counting.audio(new short[CHUNK / 5], CHUNK / 5);
    }

    assertThat(woken).hasValue(2);
  }

  @Test
  void nothingGoesOutWithoutDemand() {
    feed.subscribe(service);
    feed.audio(ramp(0, 3 * CHUNK), 3 * CHUNK);
    assertThat(service.chunks).isEmpty();

    service.demand(2);
    assertThat(service.chunks).hasSize(2);
    service.demand(5);
    assertThat(service.chunks).hasSize(3);
  }

  @Test
  void theEndSendsWhatIsLeftAndCompletesOnce() {
    feed.subscribe(service);
    service.demand(10);
    feed.audio(ramp(0, 100), 100);

    assertThat(feed.finish()).isTrue();
    assertThat(feed.finish()).isFalse();

    assertThat(service.samples()).isEqualTo(ramp(0, 100));
    assertThat(service.completions).isEqualTo(1);
  }

  @Test
  void theEndNeedsNoDemandAndWaitsForASubscriber() {
    feed.finish();

    feed.subscribe(service);
    service.demand(1);

    assertThat(service.completions).isEqualTo(1);
  }

  @Test
  void afterTheEndAudioIsIgnored() {
    feed.subscribe(service);
    service.demand(10);
    feed.finish();

    feed.audio(ramp(0, CHUNK), CHUNK);

    assertThat(service.chunks).isEmpty();
  }

  @Test
  void whatDoesNotFitIsDroppedFromTheOldestAndCounted() {
    int kept = AudioFeed.MOST_CHUNKS * CHUNK;
    feed.audio(ramp(0, CHUNK), CHUNK);
    for (int i = 0; i < AudioFeed.MOST_CHUNKS; i++) {
      feed.audio(ramp(7, 7 + CHUNK), CHUNK);
    }

    feed.subscribe(service);
    service.demand(Long.MAX_VALUE);

    assertThat(dropped).hasValue(5);
    assertThat(service.samples()).hasSize(kept).startsWith(ramp(7, 7 + CHUNK));
  }

  @Test
  void afterStoppingNothingGoesOutNotEvenTheEnd() {
    feed.subscribe(service);
    feed.audio(ramp(0, CHUNK), CHUNK);

    feed.stop();
    service.demand(10);
    feed.finish();

    assertThat(service.chunks).isEmpty();
    assertThat(service.completions).isZero();
  }

  private static short[] ramp(int from, int to) {
    short[] samples = new short[to - from];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) ((from + i) * 31);
    }
    return samples;
  }

  /** Takes what it asked for. */
  private static final class Service implements Subscriber<AudioStream> {
    final List<byte[]> chunks = new ArrayList<>();
    int completions;
    Optional<Subscription> subscription = Optional.empty();

    void demand(long events) {
      subscription.orElseThrow().request(events);
    }

    short[] samples() {
      short[] all = new short[chunks.stream().mapToInt(chunk -> chunk.length / 2).sum()];
      int next = 0;
      for (byte[] chunk : chunks) {
        for (int i = 0; i < chunk.length; i += 2) {
          all[next++] = (short) ((chunk[i] & 0xff) | (chunk[i + 1] << 8));
        }
      }
      return all;
    }

    @Override
    public void onSubscribe(Subscription granted) {
      subscription = Optional.of(granted);
    }

    @Override
    public void onNext(AudioStream event) {
      chunks.add(((AudioEvent) event).audioChunk().asByteArray());
    }

    @Override
    public void onError(Throwable thrown) {
      throw new AssertionError(thrown);
    }

    @Override
    public void onComplete() {
      completions++;
    }
  }
}
