package io.echosphere.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.echosphere.domain.speech.Language;
import io.echosphere.domain.turn.Preemption;
import io.echosphere.domain.turn.TurnDetector;
import io.echosphere.worker.config.HearingConfig.NoiseSuppression;
import io.echosphere.worker.config.InvalidConfigException.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerConfigTest {
  private final Map<String, String> variables =
      new HashMap<>(
          Map.of(
              "LIVEKIT_URL", "ws://livekit.example:7880",
              "LIVEKIT_API_KEY", "key",
              "LIVEKIT_API_SECRET", "top-secret-livekit-0123456789abcdef",
              "DATABASE_URL", "postgresql://u:top-secret-db@db:5432/echo?sslmode=require"));

  @TempDir Path directory;

  @Test
  void fillsInTheDocumentedDefaults() throws Exception {
    WorkerConfig config = WorkerConfig.from(variables);

    assertThat(config.agent().name()).isEqualTo("echo-sphere-agent");
    assertThat(config.agent().greeting()).startsWith("こんにちは！エコスフィアです。");
    assertThat(config.agent().instructions()).contains("EchoSphere").contains("humour");
    assertThat(config.livekit().agentName()).isEmpty();
    assertThat(config.aws().region()).isEqualTo("ap-northeast-1");
    assertThat(config.speech().hearing().languages()).containsExactly(Language.JAPANESE);
    assertThat(config.speech().hearing().noiseSuppression()).isEqualTo(NoiseSuppression.HIGH);
    assertThat(config.speech().thinking())
        .isEqualTo(
            new ThinkingConfig(
                "jp.anthropic.claude-haiku-4-5-20251001-v1:0",
                List.of(),
                0.7,
                256,
                6_000,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30)));
    assertThat(config.speech().speaking().voice()).isEqualTo("Kazuha");
    assertThat(config.speech().speaking().language()).isEqualTo(Language.JAPANESE);
    assertThat(config.speech().speaking().lexicons()).isEmpty();
    assertThat(config.speech().speaking().ratePercent()).isEqualTo(100);
    assertThat(config.speech().speaking().fillerAfter()).isZero();
    assertThat(config.turn().minDelay()).isEqualTo(Duration.ofMillis(300));
    assertThat(config.turn().maxDelay()).isEqualTo(Duration.ofMillis(1500));
    assertThat(config.turn().detector()).isEqualTo(TurnDetector.TEXT);
    assertThat(config.turn().preemption()).isEqualTo(Preemption.FULL);
    assertThat(config.turn().vad().threshold()).isEqualTo(0.5);
    assertThat(config.limits())
        .isEqualTo(
            new LimitsConfig(
                20,
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(45),
                Duration.ofMinutes(5),
                new HealthConfig(Optional.of(60), Optional.empty())));
    assertThat(config.telemetry().enabled()).isTrue();
    assertThat(config.telemetry().serviceName()).isEqualTo("echo-sphere-agent");
  }

  @Test
  void reportsEveryProblemAtOnceWithAFixOnALineEach() {
    variables.put("LIVEKIT_URL", "htp://livekit");
    variables.remove("LIVEKIT_API_KEY");
    variables.put("TURN_MIN_DELAY_MS", "soon");
    variables.put("NOISE_SUPPRESSION", "loud");
    variables.put("DATABASE_URL", "mysql://u:top-secret-db@db/echo");

    assertThat(problems())
        .extracting(Problem::variable)
        .containsExactly(
            "LIVEKIT_URL",
            "LIVEKIT_API_KEY",
            "NOISE_SUPPRESSION",
            "TURN_MIN_DELAY_MS",
            "DATABASE_URL");
    assertThat(String.valueOf(failure().getMessage()).lines())
        .hasSize(5)
        .contains(
            "TURN_MIN_DELAY_MS is not a whole number (soon): use a whole number from 0 to 5000",
            "NOISE_SUPPRESSION is none of its values (loud): use off, low, moderate, high,"
                + " very_high");
  }

  @Test
  void neverShowsASecret() throws Exception {
    assertThat(WorkerConfig.from(variables).toString())
        .doesNotContain("top-secret")
        .contains("***");

    variables.put("DATABASE_URL", "postgresql://u:top-secret#db@db:x/echo");
    assertThat(failure())
        .hasMessageContaining("DATABASE_URL")
        .hasMessageNotContaining("top-secret");
  }

  @Test
  void demandsADatabaseUnlessToldThatThereIsNone() throws Exception {
    variables.remove("DATABASE_URL");
    assertThat(problems()).extracting(Problem::variable).containsExactly("DATABASE_URL");

    variables.put("DATABASE_URL", "none");
    assertThat(WorkerConfig.from(variables).database()).isEqualTo(new DatabaseConfig.None());
  }

  @Test
  void takesAnEmptyGreetingAsOneAndOtherEmptyValuesAsNone() throws Exception {
    variables.put("AGENT_GREETING", "");
    variables.put("TTS_VOICE", " ");

    WorkerConfig config = WorkerConfig.from(variables);

    assertThat(config.agent().greeting()).isEmpty();
    assertThat(config.speech().speaking().voice()).isEqualTo("Kazuha");
  }

  @Test
  void takesModelsToFallBackOnAndLexicons() throws Exception {
    variables.put("LLM_MODEL", "jp.anthropic.claude-sonnet-4-6");
    variables.put(
        "LLM_FALLBACK_MODELS", "jp.anthropic.claude-haiku-4-5-20251001-v1:0, other.model");
    variables.put("LLM_FIRST_TOKEN_TIMEOUT_MS", "1500");
    variables.put("TTS_LEXICONS", "names, placesJa");
    variables.put("TTS_RATE", "110");
    variables.put("FILLER_AFTER_MS", "900");

    WorkerConfig config = WorkerConfig.from(variables);

    assertThat(config.speech().thinking().models())
        .containsExactly(
            "jp.anthropic.claude-sonnet-4-6",
            "jp.anthropic.claude-haiku-4-5-20251001-v1:0",
            "other.model");
    assertThat(config.speech().thinking().firstToken()).isEqualTo(Duration.ofMillis(1_500));
    assertThat(config.speech().speaking().lexicons()).containsExactly("names", "placesJa");
    assertThat(config.speech().speaking().ratePercent()).isEqualTo(110);
    assertThat(config.speech().speaking().fillerAfter()).isEqualTo(Duration.ofMillis(900));
  }

  @Test
  void refusesDeadlinesAndLexiconsThatCannotBe() {
    variables.put("LLM_FALLBACK_MODELS", "a,b,c,d,e");
    variables.put("LLM_FIRST_TOKEN_TIMEOUT_MS", "9000");
    variables.put("LLM_TIMEOUT_MS", "8000");
    variables.put("TTS_LEXICONS", "my-names");
    variables.put("TTS_RATE", "300");
    variables.put("FILLER_AFTER_MS", "100");

    assertThat(problems())
        .extracting(Problem::variable)
        .containsExactly(
            "LLM_FALLBACK_MODELS", "LLM_TIMEOUT_MS", "TTS_LEXICONS", "TTS_RATE", "FILLER_AFTER_MS");

    variables.put("TTS_LEXICONS", "a,b,c,d,e,f");
    assertThat(problems()).extracting(Problem::variable).contains("TTS_LEXICONS");
  }

  @Test
  void prefersAwsRegionAndChoosesTheModelForIt() throws Exception {
    variables.put("AWS_DEFAULT_REGION", "eu-central-1");
    assertThat(WorkerConfig.from(variables).aws().region()).isEqualTo("eu-central-1");

    variables.put("AWS_REGION", "us-east-1");
    WorkerConfig config = WorkerConfig.from(variables);
    assertThat(config.aws().region()).isEqualTo("us-east-1");
    assertThat(config.speech().thinking().model()).startsWith("us.anthropic.claude-haiku-4-5");
  }

  @Test
  void warnsOfAModelPastItsEndOfLifeButTakesIt() throws Exception {
    variables.put("LLM_MODEL", "anthropic.claude-3-5-sonnet-20240620-v1:0");

    assertThat(WorkerConfig.load(variables).warnings())
        .singleElement()
        .asString()
        .startsWith("LLM_MODEL");
  }

  @Test
  void namesTheVoicesThatWouldDo() {
    variables.put("TTS_VOICE", "Joanna");

    assertThat(failure())
        .hasMessage(
            "TTS_VOICE speaks en-US, not ja-JP (Joanna): for ja-JP use Kazuha (neural), Mizuki"
                + " (standard), Takumi (neural), Tomoko (neural)");
  }

  @Test
  void takesCredentialsOnlyInPairs() {
    variables.put("AWS_ACCESS_KEY_ID", "AKIA");

    assertThat(problems()).extracting(Problem::variable).containsExactly("AWS_SECRET_ACCESS_KEY");
  }

  @Test
  void takesSeveralLanguagesWithOneDialectEach() throws Exception {
    variables.put("STT_LANGUAGES", "ja-JP, en-US");
    assertThat(WorkerConfig.from(variables).speech().hearing().languages())
        .isEqualTo(List.of(Language.JAPANESE, Language.ENGLISH));

    variables.put("STT_LANGUAGES", "en-GB,en-US");
    assertThat(problems()).extracting(Problem::variable).containsExactly("STT_LANGUAGES");
    variables.put("STT_LANGUAGES", "ja-JP");
    assertThat(problems()).extracting(Problem::variable).containsExactly("STT_LANGUAGES");
  }

  @Test
  void takesAtMostOneVocabularyForEachLanguage() throws Exception {
    variables.put("STT_VOCABULARY", "words,orte");
    assertThat(problems()).extracting(Problem::variable).containsExactly("STT_VOCABULARY");

    variables.put("STT_LANGUAGES", "ja-JP,en-US");
    assertThat(WorkerConfig.from(variables).speech().hearing().vocabularies())
        .containsExactly("words", "orte");
  }

  @Test
  void refusesAMinimumAboveItsMaximum() {
    variables.put("TURN_MIN_DELAY_MS", "900");
    variables.put("TURN_MAX_DELAY_MS", "800");

    assertThat(problems()).extracting(Problem::variable).containsExactly("TURN_MAX_DELAY_MS");
  }

  @ParameterizedTest
  @CsvSource({"90,PT1M30S", "90s,PT1M30S", "1500ms,PT1.5S", "2m,PT2M", "1H,PT1H"})
  void readsTimes(String text, Duration expected) throws Exception {
    variables.put("DRAIN_TIMEOUT", text);

    assertThat(WorkerConfig.from(variables).limits().drainTimeout()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "https://lk.example/,wss://lk.example,https://lk.example",
    "HTTP://lk:7880,ws://lk:7880,http://lk:7880",
    "wss://lk.example/path,wss://lk.example/path,https://lk.example/path"
  })
  void takesLiveKitsAddressInAnyScheme(String given, String socket, String plain) throws Exception {
    variables.put("LIVEKIT_URL", given);

    LiveKitConfig livekit = WorkerConfig.from(variables).livekit();

    assertThat(livekit.url()).hasToString(socket);
    assertThat(livekit.httpUrl()).hasToString(plain);
  }

  @Test
  void theJournalIsWhereTheWorkerIsStartedUnlessSetOtherwise() throws Exception {
    assertThat(WorkerConfig.from(variables).journal())
        .isEqualTo(
            new JournalConfig(
                Optional.of(Path.of("journal").toAbsolutePath()), 256_000_000, Duration.ofDays(7)));

    variables.put("JOURNAL_DIR", "none");
    assertThat(WorkerConfig.from(variables).journal().directory()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "LIVEKIT_URL,wss://",
    "LIVEKIT_URL,ws://u:p@host",
    "LIVEKIT_URL,livekit:7880",
    "LIVEKIT_API_KEY,a b",
    "AGENT_NAME,my agent",
    "APP_NAME,エコー",
    "AWS_REGION,tokyo",
    "STT_LANGUAGE,japanese",
    "LLM_TEMPERATURE,1.5",
    "LLM_TEMPERATURE,NaN",
    "LLM_MODEL,my model",
    "MAX_RESPONSE_TOKENS,0",
    "TTS_LANGUAGE,ja",
    "VAD_THRESHOLD,1",
    "VAD_MIN_SPEECH_MS,-1",
    "VAD_MIN_SILENCE_MS,99999",
    "INTERRUPT_MIN_MS,1.5",
    "MAX_SESSIONS,501",
    "JOIN_TIMEOUT,0s",
    "DRAIN_TIMEOUT,25h",
    "REJOIN_TIMEOUT,soon",
    "OTEL_ENABLED,maybe",
    "LOG_LEVEL,LOUD",
    "LOG_FORMAT,xml",
    "DEBUG,2",
    "DATABASE_URL,postgresql://u@host",
    "TTS_VOICE,Kazuha!",
    "JOURNAL_MAX_MB,0",
    "JOURNAL_MAX_DAYS,0",
    "DATABASE_URL,postgresql://host/db",
    "TTS_VOICE,Joanna",
    "TTS_VOICE_EN,Kazuha",
    "STT_VOCABULARY,my words",
    "AGENT_INSTRUCTIONS_FILE,/no",
    "SESSION_EVENT_LOG,/no/such/directory"
  })
  void refusesAValueOutsideItsRange(String variable, String value) {
    variables.put(variable, value);

    assertThat(problems()).extracting(Problem::variable).containsExactly(variable);
  }

  @Test
  void readsInstructionsFromAFileButNotFromTwoPlaces() throws Exception {
    Path file = Files.writeString(directory.resolve("who.txt"), "あなたは船長です。\n");
    variables.put("AGENT_INSTRUCTIONS_FILE", file.toString());
    assertThat(WorkerConfig.from(variables).agent().instructions()).isEqualTo("あなたは船長です。");

    variables.put("AGENT_INSTRUCTIONS", "You are a captain.");
    assertThat(problems()).extracting(Problem::variable).containsExactly("AGENT_INSTRUCTIONS_FILE");
  }

  @Test
  void refusesInstructionsThatAreNotUtf8() throws Exception {
    Path file = directory.resolve("who.txt");
    Files.write(file, "あなた".getBytes(StandardCharsets.UTF_16));
    variables.put("AGENT_INSTRUCTIONS_FILE", file.toString());

    assertThat(problems()).singleElement().asString().contains("UTF-8");
  }

  @Test
  void takesADirectoryForEventLogsButNothingElse() throws Exception {
    assertThat(WorkerConfig.from(variables).telemetry().sessionEvents()).isEmpty();

    variables.put("SESSION_EVENT_LOG", directory.toString());
    assertThat(WorkerConfig.from(variables).telemetry().sessionEvents()).contains(directory);

    Path file = Files.createFile(directory.resolve("file"));
    variables.put("SESSION_EVENT_LOG", file.toString());
    assertThat(problems()).extracting(Problem::variable).containsExactly("SESSION_EVENT_LOG");
  }

  @Test
  void suggestsTheNameThatWasMeant() {
    variables.put("LIVEKIT_API_KEYS", variables.remove("LIVEKIT_API_KEY"));
    variables.put("PATH", "/bin");

    assertThat(failure().warnings())
        .containsExactly("LIVEKIT_API_KEYS is not a setting; did you mean LIVEKIT_API_KEY?");
  }

  @Test
  void readsEverySettingOfTheTable() {
    assertThat(WorkerConfig.settings()).containsExactlyInAnyOrder(Setting.values());
  }

  private List<Problem> problems() {
    return failure().problems();
  }

  private InvalidConfigException failure() {
    InvalidConfigException failure =
        catchThrowableOfType(InvalidConfigException.class, () -> WorkerConfig.from(variables));
    assertThat(failure).isNotNull();
    return failure;
  }
}
