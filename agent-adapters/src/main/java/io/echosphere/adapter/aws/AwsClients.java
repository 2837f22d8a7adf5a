package io.echosphere.adapter.aws;

import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.tracing.CallContext;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.profiles.ProfileFileSupplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.polly.PollyAsyncClient;
import software.amazon.awssdk.services.transcribestreaming.TranscribeStreamingAsyncClient;

/**
 * The AWS clients of the process: one each, shared by all sessions, because a client or connection
 * per call costs hundreds of ms. The SDK's own retries are off; the adapters' budget is the only
 * one. Thread-safe.
 *
 * <p>The clients are built in the background, side by side, so that the constructor does not delay
 * the worker's start; whoever asks for one that is not ready waits for it.
 */
public final class AwsClients implements AutoCloseable {
  /** All I/O of all calls: a session is 50 kB/s at most, so two threads carry hundreds. */
  private static final int IO_THREADS = 2;

  /** Far above any quota that our limiters keep: bounds a mistake, never the traffic. */
  private static final int MOST_CONNECTIONS = 512;

  private static final Duration CONNECT = Duration.ofSeconds(3);

  /** Connections outlive the pauses of a conversation; the SDK's default is one minute. */
  private static final Duration KEEP_IDLE = Duration.ofMinutes(5);

  /**
   * HTTP/2 connections are pinged so often: what is between us and the service does not forget
   * them, and one that is dead is noticed by a ping and not by a caller's words.
   */
  private static final Duration PING = Duration.ofSeconds(5);

  private static final Duration ONE_MINUTE = Duration.ofMinutes(1);
  private static final Duration STOP = Duration.ofSeconds(2);

  private final AwsSettings settings;
  private final Supplier<Optional<ExecutionInterceptor>> observer;
  private final FutureTask<Shared> shared;
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final FutureTask<TranscribeStreamingAsyncClient> transcribe;
  private final FutureTask<BedrockRuntimeAsyncClient> bedrock;
  private final FutureTask<PollyAsyncClient> polly;
  private final Usage transcribeUsage = new Usage();
  private final Usage bedrockUsage = new Usage();
  private final Usage pollyUsage = new Usage();

  /** Starts building the clients; opens no connection. */
  public AwsClients(AwsSettings settings) {
    this(settings, Optional::empty);
  }

  /**
   * The same, for clients whose requests somebody looks at.
   *
   * @param observer asked once for each client, on the threads that build them: it may wait
   */
  public AwsClients(AwsSettings settings, Supplier<Optional<ExecutionInterceptor>> observer) {
    this.settings = settings;
    this.observer = observer;
    this.shared = building(() -> Shared.of(settings));
    this.transcribe =
        building(
            () ->
                configured(TranscribeStreamingAsyncClient.builder(), Duration.ZERO, transcribeUsage)
                    .build());
    this.bedrock =
        building(
            () ->
                configured(BedrockRuntimeAsyncClient.builder(), ONE_MINUTE, bedrockUsage).build());
    this.polly =
        building(() -> configured(PollyAsyncClient.builder(), ONE_MINUTE, pollyUsage).build());
  }

  /** The region all clients are in. */
  public String region() {
    return settings.region();
  }

  /** Who we are; resolving may block on the network. */
  public AwsCredentialsProvider credentials() {
    return built(shared).credentials();
  }

  /** Transcribe's client; waits until it is built. */
  public TranscribeStreamingAsyncClient transcribe() {
    return built(transcribe);
  }

  /** Bedrock's client; waits until it is built. */
  public BedrockRuntimeAsyncClient bedrock() {
    return built(bedrock);
  }

  /** Polly's client; waits until it is built. */
  public PollyAsyncClient polly() {
    return built(polly);
  }

  /**
   * Runs what begins a call on a virtual thread of its own, because the SDK resolves credentials
   * and loads classes on the calling thread. After {@link #close} it does nothing.
   */
  public void begin(Runnable call) {
    if (!closed.get()) {
      callers.execute(CallContext.current().around(call));
    }
  }

  /**
   * What an exception of the SDK's means. If a service does not know our credentials, or not any
   * more, they are looked up anew, and the failure is one that a retry may heal. Never blocks.
   *
   * @param service what was called, such as {@code bedrock}
   */
  public Failure failure(String service, Throwable thrown) {
    Failure failure = AwsFailures.of(service, thrown);
    if (!AwsFailures.isAboutCredentials(thrown)) {
      return failure;
    }
    built(shared).credentials().renew(failure.detail());
    return new Failure(FailureKind.UNAVAILABLE, failure.detail());
  }

  /** Ends an attempt with what an exception of the SDK's means. Never blocks. */
  public void fail(Attempt<?> attempt, String service, Throwable thrown) {
    attempt.failed(failure(service, thrown), AwsFailures.retryAfter(thrown));
  }

  /**
   * Opens a connection to each service and loads the classes that calls need, in the background.
   * Each service gets a request that costs nothing: Polly is asked for its voices, the others get
   * one they refuse; then a reply is decoded from memory. Never fails: what does not work now shows
   * with the first real call. It takes about a second of CPU, so call it once the worker is ready.
   *
   * @return completes when all three have answered or failed
   */
  public CompletionStage<Void> warm() {
    return Warmth.of(this);
  }

  /** What a service was asked for. */
  Usage usage(Warmth service) {
    return switch (service) {
      case TRANSCRIBE -> transcribeUsage;
      case BEDROCK -> bedrockUsage;
      case POLLY -> pollyUsage;
    };
  }

  /** One of the I/O threads: what is given to it runs in order and must not block. */
  public Executor ioThread() {
    return built(shared).io().next();
  }

  /** Aborts what is under way and ends the threads; waits for them at most about 2 s each. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    transcribe().close();
    bedrock().close();
    polly().close();
    callers.shutdown();
    built(shared).credentials().close();
    built(shared).sdkTimer().shutdownNow();
    var _ =
        built(shared)
            .io()
            .shutdownGracefully(0, STOP.toMillis(), TimeUnit.MILLISECONDS)
            .awaitUninterruptibly(STOP.toMillis());
  }

  /**
   * What all clients have in common.
   *
   * @param readTimeout the longest silence of a response; zero for a stream that may be silent for
   *     as long as the caller is. The adapters' own deadlines are shorter.
   * @param usage notes each request
   */
  private <B extends AwsAsyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkClient>
      B configured(B builder, Duration readTimeout, Usage usage) {
    Shared common = built(shared);
    settings.endpoint().ifPresent(builder::endpointOverride);
    Optional<ExecutionInterceptor> observing = observer.get();
    return builder
        .region(Region.of(settings.region()))
        .credentialsProvider(common.credentials())
        .httpClientBuilder(
            NettyNioAsyncHttpClient.builder()
                .eventLoopGroup(SdkEventLoopGroup.create(common.io()))
                .maxConcurrency(MOST_CONNECTIONS)
                .connectionTimeout(CONNECT)
                .connectionMaxIdleTime(KEEP_IDLE)
                .readTimeout(readTimeout)
                .http2Configuration(http2 -> http2.healthCheckPingPeriod(PING))
                .tcpKeepAlive(true))
        .overrideConfiguration(
            override -> {
              override
                  .addExecutionInterceptor(usage)
                  .retryStrategy(AwsRetryStrategy.doNotRetry())
                  .scheduledExecutorService(common.sdkTimer());
              observing.ifPresent(override::addExecutionInterceptor);
            })
        // Results are handed on by the I/O thread itself: our listeners do not block.
        .asyncConfiguration(
            async ->
                async.advancedOption(
                    SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run));
  }

  /** What the clients share. */
  private record Shared(
      RenewableCredentials credentials, EventLoopGroup io, ScheduledExecutorService sdkTimer) {
    static Shared of(AwsSettings settings) {
      return new Shared(
          new RenewableCredentials(
              settings.credentials().orElse(Shared::byDefault), System::nanoTime),
          SdkEventLoopGroup.builder()
              .numberOfThreads(IO_THREADS)
              .threadFactory(daemons("aws-io"))
              .build()
              .eventLoopGroup(),
          Executors.newSingleThreadScheduledExecutor(daemons("aws-timer")));
    }

    /**
     * Finds what the SDK finds, reads files again when they change, and asks for a role's next
     * credentials in the background, before the last ones expire.
     */
    private static AwsCredentialsProvider byDefault() {
      return DefaultCredentialsProvider.builder()
          .profileFile(ProfileFileSupplier.defaultSupplier())
          .asyncCredentialUpdateEnabled(true)
          .build();
    }
  }

  private static <C> FutureTask<C> building(Supplier<C> client) {
    FutureTask<C> task = new FutureTask<>(client::get);
    Thread.ofPlatform().daemon().name("aws-build").start(task);
    return task;
  }

  private static <C> C built(FutureTask<C> task) {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while an AWS client was being built", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("an AWS client could not be built", e.getCause());
    }
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger number = new AtomicInteger();
    return task ->
        Thread.ofPlatform().daemon().name(name + "-" + number.getAndIncrement()).unstarted(task);
  }
}
