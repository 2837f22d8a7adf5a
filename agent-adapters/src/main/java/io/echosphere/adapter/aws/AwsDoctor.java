package io.echosphere.adapter.aws;

import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.FailureKind;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.polly.model.DescribeVoicesResponse;

/**
 * Finds out whether AWS would serve us, for {@code echosphere check}. Every check blocks, at most
 * 15 s, and reports instead of throwing. Thread-safe.
 */
public final class AwsDoctor {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final AwsClients clients;

  public AwsDoctor(AwsClients clients) {
    this.clients = clients;
  }

  /**
   * What a check found.
   *
   * @param ok whether all is well
   * @param words one line: what was found, and if it is not well, what to do
   */
  public record Finding(boolean ok, String words) {}

  /** Whether credentials can be found; says where, never what they are. */
  public Finding credentials() {
    try {
      AwsCredentialsIdentity found =
          await("credentials", () -> clients.credentials().resolveIdentity());
      return well("found by " + found.providerName().orElse("the configured provider"));
    } catch (CheckFailed e) {
      return ill(
          e.failure.detail()
              + "; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile or role that the"
              + " AWS SDK finds");
    }
  }

  /**
   * Whether Polly has the voice with the engine we use for it, in this region. Needs {@code
   * polly:DescribeVoices}.
   */
  public Finding voice(String voice) {
    String engine = VoiceCatalog.engineFor(voice).map(VoiceCatalog.Engine::code).orElse("neural");
    try {
      DescribeVoicesResponse described =
          await("polly", () -> clients.polly().describeVoices(request -> request.engine(engine)));
      if (described.voices().stream().anyMatch(known -> voice.equals(known.idAsString()))) {
        return well(voice + " speaks with engine " + engine + " in " + clients.region());
      }
      String valid =
          VoiceCatalog.languageOf(voice)
              .map(VoiceCatalog::pairs)
              .orElse("see docs/configuration.md");
      return ill(
          "Polly has no voice "
              + voice
              + " with engine "
              + engine
              + " in "
              + clients.region()
              + "; choose another TTS_VOICE: "
              + valid);
    } catch (CheckFailed e) {
      return ill(withFix(e.failure, "allow polly:DescribeVoices and polly:SynthesizeSpeech"));
    }
  }

  /**
   * Whether the model answers: asks it for one token, which costs a fraction of a cent. Needs
   * {@code bedrock:InvokeModel}.
   */
  public Finding model(String modelId) {
    long start = System.nanoTime();
    try {
      var _ =
          await(
              "bedrock",
              () ->
                  clients
                      .bedrock()
                      .converse(
                          request ->
                              request
                                  .modelId(modelId)
                                  .messages(hello())
                                  .inferenceConfig(config -> config.maxTokens(1))));
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      return well(modelId + " answered in " + millis + " ms");
    } catch (CheckFailed e) {
      return ill(
          modelId
              + ": "
              + withFix(
                  e.failure,
                  "enable the model for this account in the Bedrock console and allow"
                      + " bedrock:InvokeModelWithResponseStream, or set LLM_MODEL"));
    }
  }

  private static Message hello() {
    return Message.builder()
        .role(ConversationRole.USER)
        .content(ContentBlock.fromText("Hi"))
        .build();
  }

  private static String withFix(Failure failure, String permission) {
    return failure.detail()
        + switch (failure.kind()) {
          case DENIED, REJECTED -> "; " + permission;
          case THROTTLED -> "; the account's quota is used up, try again later";
          case TIMEOUT, UNAVAILABLE ->
              "; check the region, the network and any AWS_ENDPOINT_URL variable";
          case MALFORMED -> "; check that any AWS_ENDPOINT_URL variable leads to this service";
        };
  }

  private static Finding well(String words) {
    return new Finding(true, words);
  }

  private static Finding ill(String words) {
    return new Finding(false, words);
  }

  private static <T> T await(String service, Supplier<? extends Future<? extends T>> question)
      throws CheckFailed {
    Future<? extends T> answer = asked(service, question);
    try {
      return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new CheckFailed(AwsFailures.of(service, e));
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new CheckFailed(
          AwsFailures.of(
              service, FailureKind.TIMEOUT, "no answer within " + PATIENCE.toSeconds() + " s"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CheckFailed(AwsFailures.of(service, FailureKind.TIMEOUT, "interrupted"));
    }
  }

  /** The default chain resolves on this thread and throws there. */
  private static <T> Future<? extends T> asked(
      String service, Supplier<? extends Future<? extends T>> question) throws CheckFailed {
    try {
      return question.get();
    } catch (RuntimeException e) {
      throw new CheckFailed(AwsFailures.of(service, e));
    }
  }

  /** Carries a failure out of {@link #await}. */
  private static final class CheckFailed extends Exception {
    private final transient Failure failure;

    CheckFailed(Failure failure) {
      super(failure.detail());
      this.failure = failure;
    }
  }
}
