package io.echosphere.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.bedrock.BedrockLanguageModel;
import io.echosphere.adapter.bedrock.BedrockSettings;
import io.echosphere.adapter.polly.PollySettings;
import io.echosphere.adapter.polly.PollyTextToSpeech;
import io.echosphere.adapter.transcribe.TranscribeSettings;
import io.echosphere.adapter.transcribe.TranscribeSpeechToText;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.LanguageModel;
import io.echosphere.application.port.out.LanguageModelContract;
import io.echosphere.application.port.out.SpeechToTextContract;
import io.echosphere.application.port.out.TextToSpeech;
import io.echosphere.application.port.out.TextToSpeechContract;
import io.echosphere.domain.conversation.Conversation.Line;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.speech.Language;
import io.echosphere.simulator.aws.SimulatorSettings;
import io.echosphere.simulator.aws.call.Call;
import io.echosphere.simulator.aws.call.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * Credentials that expire while a call is going on, over the wire: a {@code credential_process}
 * whose answer changes, and that names no end, so that the SDK keeps it for ever.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the process is a POSIX command")
final class RenewableCredentialsTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Budget PATIENT = new Budget(LONG, LONG, LONG, Duration.ofMillis(20));

  @TempDir Path directory;
  private Optional<Bench> started = Optional.empty();

  @BeforeEach
  void start() throws IOException {
    processGives("FIRST");
    Path config = directory.resolve("config");
    Files.writeString(
        config, "[default]\ncredential_process = cat " + directory.resolve("answer") + "\n");
    Supplier<AwsCredentialsProvider> profile =
        () ->
            ProfileCredentialsProvider.builder()
                .profileName("default")
                .profileFile(
                    ProfileFile.builder()
                        .content(config)
                        .type(ProfileFile.Type.CONFIGURATION)
                        .build())
                .build();
    started = Optional.of(new Bench(SimulatorSettings.defaults().immediate(), profile));
  }

  @AfterEach
  void stop() {
    started.ifPresent(Bench::close);
  }

  @Test
  void aReplyIsAskedForAgainWithTheNewCredentials() {
    assertThat(reply().awaitText()).isNotEmpty();
    expire("FIRST", "SECOND");

    assertThat(reply().awaitText()).isNotEmpty();

    assertThat(keys(Service.BEDROCK)).containsExactly("FIRST", "FIRST", "SECOND");
  }

  @Test
  void aClauseIsSpokenWithTheNewCredentials() {
    assertThat(clause().awaitSamples()).isNotEmpty();
    expire("FIRST", "SECOND");

    assertThat(clause().awaitSamples()).isNotEmpty();

    assertThat(keys(Service.POLLY)).containsExactly("FIRST", "FIRST", "SECOND");
  }

  /** Of a retryable kind: a call's transcription opens another and sends the sound again. */
  @Test
  void aStreamIsRefusedAsOneThatMayBeOpenedAgainAndTheNextHasTheNewCredentials() {
    assertThat(reply().awaitText()).isNotEmpty(); // the first are known
    expire("FIRST", "SECOND");

    var failure = stream().awaitFailed();
    assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(failure.detail()).startsWith("transcribe: ExpiredTokenException");
    stream();

    bench().await(call -> call.parameter("AccessKeyId").equals("SECOND"));
    assertThat(keys(Service.TRANSCRIBE)).containsExactly("FIRST", "SECOND");
  }

  @Test
  void whileTheyStayExpiredCallsFailAndOnceTheyAreReplacedTheySucceed() {
    bench().simulator().faults().refuseKey("FIRST");

    assertThat(reply().awaitFailed().detail()).startsWith("bedrock: ExpiredTokenException");
    assertThat(keys(Service.BEDROCK)).containsExactly("FIRST", "FIRST");
  }

  /** The process is asked only once for however many calls, as long as nobody is refused. */
  @Test
  void nothingIsLookedUpAgainWithoutNeed() throws IOException {
    assertThat(reply().awaitText()).isNotEmpty();
    processGives("SECOND");

    assertThat(reply().awaitText()).isNotEmpty();

    assertThat(keys(Service.BEDROCK)).containsExactly("FIRST", "FIRST");
  }

  private void expire(String old, String next) {
    try {
      processGives(next);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bench().simulator().faults().refuseKey(old);
  }

  private void processGives(String key) throws IOException {
    Files.writeString(
        directory.resolve("answer"),
        "{\"Version\":1,\"AccessKeyId\":\"" + key + "\",\"SecretAccessKey\":\"never checked\"}");
  }

  private List<String> keys(Service service) {
    return bench().simulator().calls(service).stream()
        .map((Call call) -> call.parameter("AccessKeyId"))
        .toList();
  }

  private LanguageModelContract.Log reply() {
    var log = new LanguageModelContract.Log();
    var settings =
        new BedrockSettings(BedrockSettings.defaultModel("ap-northeast-1"), 0.7f, PATIENT);
    new BedrockLanguageModel(bench().clients(), settings, bench().timers(), bench().breaker())
        .generate(
            new LanguageModel.Prompt("Be brief.", List.of(new Line(Role.USER, "Hello.")), 64), log);
    return log;
  }

  private TextToSpeechContract.Log clause() {
    var log = new TextToSpeechContract.Log();
    var settings =
        new PollySettings(
            "Kazuha",
            Optional.empty(),
            PATIENT,
            PollySettings.Limits.DEFAULT,
            PollySettings.Manner.PLAIN);
    new PollyTextToSpeech(bench().clients(), settings, bench().timers(), bench().breaker())
        .synthesize(
            new TextToSpeech.Utterance(
                "こんにちは。", Language.JAPANESE, TextToSpeech.Urgency.FIRST_CLAUSE),
            log);
    return log;
  }

  private SpeechToTextContract.Log stream() {
    var log = new SpeechToTextContract.Log();
    new TranscribeSpeechToText(
            bench().clients(),
            new TranscribeSettings(
                List.of(Language.JAPANESE),
                Optional.empty(),
                TranscribeSettings.Limits.DEFAULT,
                LONG,
                LONG),
            bench().timers(),
            _ -> {},
            bench().breaker())
        .open(log)
        .audio(new short[1_600], 1_600);
    return log;
  }

  private Bench bench() {
    return started.orElseThrow();
  }
}
