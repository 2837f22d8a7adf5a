package io.echosphere.adapter.transcribe;

import io.echosphere.domain.audio.AudioFormat;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.transcribestreaming.model.AudioStream;

/**
 * Audio on its way to the service, in chunks of 50 ms: the service takes 50 to 200 ms, and every
 * further ms would be added to each word's way; the price, a signed envelope of some 300 bytes for
 * 1,600 bytes of sound, is small.
 *
 * <p>The ear only appends; chunks are signed and written on one I/O thread. Keeps at most 10 s,
 * dropping the oldest, for a connection that is slow to open. Thread-safe; the lock guards the
 * fields below it and is held for a copy at most.
 */
final class AudioFeed implements Publisher<AudioStream>, Subscription {
  /** 50 ms. */
  static final int CHUNK_BYTES = AudioFormat.SPEECH_RATE_HZ / 20 * Short.BYTES;

  /** 10 s. */
  static final int MOST_CHUNKS = 200;

  private static final int FRAMES_PER_CHUNK =
      CHUNK_BYTES / (AudioFormat.SPEECH_FRAME * Short.BYTES);

  private final Executor ioThread;
  private final IntConsumer dropped;
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
  private byte[] filling = new byte[CHUNK_BYTES];
  private int filled;
  private long demand;
  private boolean finished;
  private boolean stopped;
  private @Nullable Subscriber<? super AudioStream> subscriber;

  AudioFeed(Executor ioThread, IntConsumer dropped) {
    this.ioThread = ioThread;
    this.dropped = dropped;
  }

  void audio(short[] samples, int length) {
    int lost = 0;
    boolean anyWhole = false;
    lock.lock();
    try {
      if (finished || stopped) {
        return;
      }
      for (int i = 0; i < length; i++) {
        filling[filled++] = (byte) samples[i];
        filling[filled++] = (byte) (samples[i] >> 8);
        if (filled == CHUNK_BYTES) {
          chunks.add(filling);
          anyWhole = true;
          filling = new byte[CHUNK_BYTES];
          filled = 0;
        }
      }
      while (chunks.size() > MOST_CHUNKS) {
        chunks.remove();
        lost += FRAMES_PER_CHUNK;
      }
    } finally {
      lock.unlock();
    }
    if (lost > 0) {
      dropped.accept(lost);
    }
    if (anyWhole) {
      schedule(); // not for each frame: a thread that is woken costs more than the copy
    }
  }

  /** No more audio comes; false if that was known. */
  boolean finish() {
    lock.lock();
    try {
      if (finished || stopped) {
        return false;
      }
      finished = true;
      if (filled > 0) {
        chunks.add(Arrays.copyOf(filling, filled));
        filled = 0;
      }
    } finally {
      lock.unlock();
    }
    schedule();
    return true;
  }

  /** Nothing more is sent, not even an end. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      chunks.clear();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void subscribe(Subscriber<? super AudioStream> service) {
    lock.lock();
    try {
      subscriber = service;
    } finally {
      lock.unlock();
    }
    service.onSubscribe(this);
  }

  @Override
  public void request(long events) {
    lock.lock();
    try {
      demand = demand + events < 0 ? Long.MAX_VALUE : demand + events;
    } finally {
      lock.unlock();
    }
    schedule();
  }

  @Override
  public void cancel() {
    stop();
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      try {
        ioThread.execute(this::drain);
      } catch (RejectedExecutionException _) {
        stop(); // the process is stopping
      }
    }
  }

  /** Runs on the I/O thread, so one at a time. */
  private void drain() {
    scheduled.set(false);
    boolean more = true;
    while (more) {
      more = emitOne();
    }
  }

  private boolean emitOne() {
    Subscriber<? super AudioStream> service;
    byte[] chunk;
    lock.lock();
    try {
      service = subscriber;
      if (service == null || stopped) {
        return false;
      }
      if (chunks.isEmpty()) {
        if (!finished) {
          return false;
        }
        stopped = true;
      } else if (demand == 0) {
        return false;
      } else {
        demand--;
      }
      chunk = chunks.poll();
    } finally {
      lock.unlock();
    }
    if (chunk == null) {
      service.onComplete();
      return false;
    }
    service.onNext(
        AudioStream.audioEventBuilder().audioChunk(SdkBytes.fromByteArrayUnsafe(chunk)).build());
    return true;
  }
}
