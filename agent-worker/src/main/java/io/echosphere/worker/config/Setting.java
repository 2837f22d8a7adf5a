package io.echosphere.worker.config;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every environment variable the product reads, with its default and its description. The reader
 * takes its defaults from here; {@code .env.example} and {@code docs/configuration.md} are written
 * from here and a test keeps them equal.
 */
public enum Setting {
  LIVEKIT_URL(
      Group.LIVEKIT,
      Need.REQUIRED,
      "ws://127.0.0.1:7880",
      "Address of the LiveKit server: ws://, wss://, http:// or https://."),
  LIVEKIT_API_KEY(Group.LIVEKIT, Need.REQUIRED, "devkey", "API key of the LiveKit server."),
  LIVEKIT_API_SECRET(
      Group.LIVEKIT, Need.REQUIRED_SECRET, "secret", "The secret that belongs to the API key."),
  AGENT_NAME(
      Group.LIVEKIT,
      Need.OPTIONAL,
      "",
      "Name for explicit dispatch. Without one the agent joins every new room by itself."),
  ROOM_RECONNECT_MS(
      Group.LIVEKIT,
      Need.OPTIONAL,
      "30000",
      "How long a call's broken connection to its room may take to be restored before the session"
          + " ends, 0 to 600000 ms; 0 ends it at once."),

  APP_NAME(
      Group.AGENT,
      Need.OPTIONAL,
      "echo-sphere-agent",
      "Name of the agent in rooms and logs, 1 to 64 letters, digits, '.', '_' or '-'."),
  AGENT_GREETING(
      Group.AGENT,
      Need.EMPTY_ALLOWED,
      "こんにちは！エコスフィアです。何かお手伝いできることはありますか？",
      "What the agent says first. Set to nothing, the model greets."),
  AGENT_INSTRUCTIONS(
      Group.AGENT,
      Need.OPTIONAL,
      AgentConfig.PERSONA,
      "Who the agent is and how it answers: the model's system prompt."),
  AGENT_INSTRUCTIONS_FILE(
      Group.AGENT,
      Need.OPTIONAL,
      "",
      "A UTF-8 text file with the instructions, instead of AGENT_INSTRUCTIONS."),

  AWS_REGION(
      Group.AWS, Need.OPTIONAL, "", "AWS region of all services; wins over AWS_DEFAULT_REGION."),
  AWS_DEFAULT_REGION(
      Group.AWS, Need.OPTIONAL, "ap-northeast-1", "AWS region when AWS_REGION is not set."),
  AWS_ACCESS_KEY_ID(
      Group.AWS,
      Need.OPTIONAL,
      "",
      "AWS credentials. Without them the AWS SDK looks where it always does (profile, role, SSO)."),
  AWS_SECRET_ACCESS_KEY(
      Group.AWS, Need.OPTIONAL_SECRET, "", "The secret that belongs to AWS_ACCESS_KEY_ID."),
  AWS_SESSION_TOKEN(
      Group.AWS, Need.OPTIONAL_SECRET, "", "Session token of temporary AWS credentials."),
  AWS_KEEP_WARM(
      Group.AWS,
      Need.OPTIONAL,
      "true",
      "Whether a service that was not used for a while gets a request that costs nothing, so that"
          + " its connection is open when a caller speaks."),

  STT_LANGUAGE(
      Group.HEARING,
      Need.OPTIONAL,
      "ja-JP",
      "Language the caller speaks, as Amazon Transcribe names it, such as ja-JP or en-US."),
  STT_LANGUAGES(
      Group.HEARING,
      Need.OPTIONAL,
      "",
      "Several languages, two or more with commas, such as ja-JP,en-US: Transcribe finds out which"
          + " is spoken. Wins over STT_LANGUAGE."),
  STT_VOCABULARY(
      Group.HEARING,
      Need.OPTIONAL,
      "",
      "Custom vocabularies of Amazon Transcribe, with commas; at most one for each language."),
  NOISE_SUPPRESSION(
      Group.HEARING,
      Need.OPTIONAL,
      "high",
      "How strongly noise is removed from the caller's audio: off, low, moderate, high or"
          + " very_high."),

  ECHO_CANCELLATION(
      Group.HEARING,
      Need.OPTIONAL,
      "false",
      "Whether the agent's own voice is taken out of the caller's audio, for callers whose device"
          + " sends it back. Browsers and phones mostly do that, and without an echo it delays"
          + " interruptions."),
  STT_FINALIZE(
      Group.HEARING,
      Need.OPTIONAL,
      "stable",
      "When words may end a turn: stable (as soon as the recogniser has them), vad (the stream is"
          + " ended at the end of speech, which forces the final ones) or service (only final ones;"
          + " if none come within 5 s, the words as they are)."),
  STT_PAUSE_SILENCE_MS(
      Group.HEARING,
      Need.OPTIONAL,
      "1000",
      "Silence sent ahead of its time at each pause, so that the recogniser notices it sooner, 0 to"
          + " 2000 ms; only with STT_FINALIZE=stable."),
  STT_MAX_STREAMS(
      Group.HEARING,
      Need.OPTIONAL,
      "25",
      "Streams to Amazon Transcribe at once, 1 to 1000: the account's quota, or this worker's share"
          + " of it. With STT_FINALIZE=stable or service every call keeps one, so a worker takes no"
          + " more calls than this, whatever MAX_SESSIONS says."),

  LLM_MODEL(
      Group.THINKING,
      Need.OPTIONAL,
      "",
      "Model or inference profile of Amazon Bedrock. By default Claude Haiku 4.5's profile for the"
          + " region: jp.anthropic.claude-haiku-4-5-20251001-v1:0 in Tokyo."),
  LLM_FALLBACK_MODELS(
      Group.THINKING,
      Need.OPTIONAL,
      "",
      "Models that are asked, in this order, when LLM_MODEL fails before its first word; with"
          + " commas, at most 4."),
  LLM_FIRST_TOKEN_TIMEOUT_MS(
      Group.THINKING,
      Need.OPTIONAL,
      "5000",
      "How long each model may take to its first word, 200 to 60000 ms."),
  LLM_TIMEOUT_MS(
      Group.THINKING,
      Need.OPTIONAL,
      "30000",
      "How long a reply may take to its last word, all models together,"
          + " LLM_FIRST_TOKEN_TIMEOUT_MS to 300000 ms."),
  LLM_TEMPERATURE(Group.THINKING, Need.OPTIONAL, "0.7", "Temperature of the model, 0 to 1."),
  MAX_RESPONSE_TOKENS(
      Group.THINKING, Need.OPTIONAL, "256", "Longest reply of the model in tokens, 1 to 8192."),

  HISTORY_MAX_TOKENS(
      Group.THINKING,
      Need.OPTIONAL,
      "6000",
      "How much of the conversation the model is shown, in tokens as estimated, 200 to 100000;"
          + " beyond it the oldest turns are dropped whole."),

  TTS_VOICE(
      Group.SPEAKING,
      Need.OPTIONAL,
      "Kazuha",
      "Voice of Amazon Polly. Japanese: Kazuha, Tomoko, Takumi (neural), Mizuki (standard)."),
  TTS_LANGUAGE(Group.SPEAKING, Need.OPTIONAL, "ja-JP", "Language of TTS_VOICE."),
  TTS_VOICE_EN(
      Group.SPEAKING, Need.OPTIONAL, "Joanna", "Voice of Amazon Polly for what is in English."),
  TTS_LEXICONS(
      Group.SPEAKING,
      Need.OPTIONAL,
      "",
      "Pronunciation lexicons of Amazon Polly in this region, with commas, at most 5; each serves"
          + " the voice of its language."),
  TTS_RATE(
      Group.SPEAKING,
      Need.OPTIONAL,
      "100",
      "Pace of the voices in percent, 50 to 200. Other than 100, text is sent as SSML."),
  POLLY_MAX_PER_SECOND(
      Group.SPEAKING,
      Need.OPTIONAL,
      "8",
      "Clauses begun at Amazon Polly in a second, 1 to 1000: the account's quota, or this worker's"
          + " share of it. Answers that are waited for go first."),
  POLLY_MAX_CONCURRENT(
      Group.SPEAKING,
      Need.OPTIONAL,
      "18",
      "Clauses under way at Amazon Polly at once, 1 to 1000: the account's quota, or this worker's"
          + " share of it."),
  FILLER_AFTER_MS(
      Group.SPEAKING,
      Need.OPTIONAL,
      "0",
      "How long after a turn a few words bridge the silence while the model thinks, 300 to 10000"
          + " ms; 0 for never."),

  TURN_MIN_DELAY_MS(
      Group.TURN,
      Need.OPTIONAL,
      "300",
      "Shortest wait after the caller stops speaking before the turn ends, 0 to 5000 ms."),
  TURN_MAX_DELAY_MS(
      Group.TURN,
      Need.OPTIONAL,
      "1500",
      "Longest wait, when the sentence sounds unfinished, TURN_MIN_DELAY_MS to 10000 ms."),
  TURN_DETECTOR(
      Group.TURN,
      Need.OPTIONAL,
      "text",
      "What decides whether a pause ends the turn: text (the words), audio (the sound of the voice,"
          + " by Smart Turn), both, or vad (a fixed wait)."),
  TURN_LIMIT(
      Group.TURN,
      Need.OPTIONAL,
      "60s",
      "How long a turn may last, 5s to 10m; then what was said is taken, and answered at the next"
          + " pause."),
  PREEMPTIVE(
      Group.TURN,
      Need.OPTIONAL,
      "full",
      "What of a reply is begun before the turn has ended: off, llm (the model is asked) or"
          + " full (its"
          + " first clauses are synthesized too). Nothing of it is heard or stored before."),
  VAD_THRESHOLD(
      Group.TURN, Need.OPTIONAL, "0.5", "Probability from which sound is speech, 0.05 to 0.95."),
  VAD_MIN_SPEECH_MS(
      Group.TURN,
      Need.OPTIONAL,
      "64",
      "How long sound must be speech before speech has started, 32 to 1000 ms."),
  VAD_MIN_SILENCE_MS(
      Group.TURN,
      Need.OPTIONAL,
      "128",
      "How long there must be none before speech has ended, 32 to 2000 ms."),
  INTERRUPT_MIN_MS(
      Group.TURN,
      Need.OPTIONAL,
      "1500",
      "How long a voice over the agent's is an interruption even without words, 0 to 10000 ms. The"
          + " agent falls silent at the first sound in any case; words interrupt at once."),
  INTERRUPT_MIN_CHARS(
      Group.TURN,
      Need.OPTIONAL,
      "3",
      "Words with fewer letters do not interrupt the agent, 0 to 100; words that mean stop"
          + " always do."),

  MAX_SESSIONS(
      Group.LIMITS,
      Need.OPTIONAL,
      "20",
      "Calls at once, 1 to 500. Amazon Transcribe allows 25 streams at once by default; 20 leaves"
          + " room for streams that are reopened."),
  DRAIN_TIMEOUT(
      Group.LIMITS,
      Need.OPTIONAL,
      "10m",
      "How long calls may go on after SIGTERM, such as 90s or 10m; 0s to 24h."),
  JOIN_TIMEOUT(
      Group.LIMITS,
      Need.OPTIONAL,
      "60s",
      "How long the agent waits in a room for a caller, 1s to 1h."),
  REJOIN_TIMEOUT(
      Group.LIMITS,
      Need.OPTIONAL,
      "10s",
      "How long a caller who left may take to come back before the session ends, 0s to 1h."),

  USER_AWAY_MS(
      Group.LIMITS,
      Need.OPTIONAL,
      "45000",
      "How long a caller may be silent before they are asked whether they are there, 0 to 3600000"
          + " ms; 0 never asks."),
  USER_AWAY_LIMIT_MS(
      Group.LIMITS,
      Need.OPTIONAL,
      "300000",
      "How long a caller may go on being silent after that before the session ends, 1000 to 3600000"
          + " ms."),

  STUTTER_LIMIT_MS(
      Group.LIMITS,
      Need.OPTIONAL,
      "60",
      "How late one in a hundred of the voice's frames may be over ten seconds, 1 to 1000 ms;"
          + " beyond it the worker takes no further calls until that is below half of it. 0 does"
          + " not look."),
  MEMORY_LIMIT_MB(
      Group.LIMITS,
      Need.OPTIONAL,
      "auto",
      "Resident memory in MB at which a worker that has had a call drains and ends with exit code"
          + " 75, to be started anew by its supervisor: auto (85 % of the bound of its container or"
          + " unit, if it has one), 0 for never, or 64 to 1048576."),

  DATABASE_URL(
      Group.DATABASE,
      Need.REQUIRED_SECRET,
      "postgresql://echosphere:echosphere@127.0.0.1:5432/echosphere",
      "PostgreSQL, as postgresql://user:password@host:port/database?parameters; 'none' stores"
          + " nothing."),
  LEASE_SECONDS(
      Group.DATABASE,
      Need.OPTIONAL,
      "7",
      "How long a worker may be silent before others go on with its calls, 3 to 300; the same for"
          + " all."),
  RETENTION_DAYS(
      Group.DATABASE,
      Need.OPTIONAL,
      "0",
      "Sessions older than this many days are deleted once a day, 1 to 36500; 0 keeps them."),

  JOURNAL_DIR(
      Group.DATABASE,
      Need.OPTIONAL,
      "journal",
      "A directory, relative to where the worker is started, in which what is said waits on this"
          + " machine's disk until it is in PostgreSQL; keep it over restarts. It holds words of"
          + " callers. 'none' keeps them in memory only. See docs/reliability.md."),
  JOURNAL_MAX_MB(
      Group.DATABASE,
      Need.OPTIONAL,
      "256",
      "From how many MB on a worker's journal takes no more, 1 to 65536."),
  JOURNAL_MAX_DAYS(
      Group.DATABASE,
      Need.OPTIONAL,
      "7",
      "What could not be stored for this many days is given up, 1 to 3650."),

  HTTP_ENABLED(
      Group.HTTP,
      Need.OPTIONAL,
      "true",
      "Whether a worker also serves the voice room page and the token API."),
  HTTP_HOST(
      Group.HTTP,
      Need.OPTIONAL,
      "127.0.0.1",
      "Address to listen on. Anything but loopback belongs behind a reverse proxy with TLS."),
  HTTP_PORT(Group.HTTP, Need.OPTIONAL, "8080", "Port to listen on; 0 takes any that is free."),
  LIVEKIT_PUBLIC_URL(
      Group.HTTP,
      Need.OPTIONAL,
      "",
      "Address of the LiveKit server as browsers reach it, if it is not LIVEKIT_URL."),
  TOKEN_RATE_PER_MINUTE(
      Group.HTTP,
      Need.OPTIONAL,
      "30",
      "Tokens that one client address gets in a minute, 1 to 1000000; 0 sets no limit."),
  TRUSTED_PROXIES(
      Group.HTTP,
      Need.OPTIONAL,
      "",
      "Reverse proxies whose X-Forwarded headers are believed: addresses or networks such as"
          + " 10.0.0.0/8, with commas."),
  ALLOWED_ORIGINS(
      Group.HTTP,
      Need.OPTIONAL,
      "",
      "Other sites whose pages may ask for tokens, such as https://example.com, with commas; *"
          + " allows all."),
  ROOM_NAMES(
      Group.HTTP,
      Need.OPTIONAL,
      "hashed",
      "hashed (UUIDs stay, other names become UUIDs that nobody can guess), uuid (no other names)"
          + " or any (names stay: whoever guesses one is in)."),
  API_KEYS(
      Group.HTTP,
      Need.OPTIONAL_SECRET,
      "",
      "Keys of your own servers that ask for tokens for their users, with commas, 16 characters or"
          + " more each. Where this or INVITE_SECRET is set, nobody else gets a token."),
  INVITE_SECRET(
      Group.HTTP,
      Need.OPTIONAL_SECRET,
      "",
      "What invitation links are signed with, 16 characters or more; see echosphere invite."),
  ADMIN_API_KEY(
      Group.HTTP,
      Need.OPTIONAL_SECRET,
      "",
      "The operator's key to the history, 16 characters or more. Without it there is no /admin."),

  OTEL_ENABLED(
      Group.TELEMETRY,
      Need.OPTIONAL,
      "true",
      "Whether traces and metrics are exported; where to is said by OpenTelemetry's own"
          + " variables, such as OTEL_EXPORTER_OTLP_ENDPOINT."),
  OTEL_SERVICE_NAME(
      Group.TELEMETRY, Need.OPTIONAL, "echo-sphere-agent", "Service name in traces and metrics."),
  OTEL_CAPTURE_SPEECH(
      Group.TELEMETRY,
      Need.OPTIONAL,
      "false",
      "Whether spans hold the words that were said. They go wherever traces go: switch it on only"
          + " where that place may know them."),
  PROMETHEUS_ENABLED(
      Group.TELEMETRY,
      Need.OPTIONAL,
      "false",
      "Whether metrics are also served to Prometheus, at /metrics on a port of their own."),
  PROMETHEUS_HOST(
      Group.TELEMETRY,
      Need.OPTIONAL,
      "127.0.0.1",
      "The address of the network interface for that; nobody is asked for a key there."),
  PROMETHEUS_PORT(
      Group.TELEMETRY, Need.OPTIONAL, "9464", "The port for that; 0 takes any that is free."),
  AWS_PRICES(
      Group.TELEMETRY,
      Need.OPTIONAL,
      "",
      "Prices in USD in place of the built-in ones for Tokyo, for the metric aws.cost.daily:"
          + " transcribe=0.01 (a minute), polly.neural=16 (a million characters),"
          + " bedrock.MODEL.input=1.1 and .output (a million tokens), with commas; or a file of"
          + " such lines."),
  COST_DAILY_LIMIT_USD(
      Group.LIMITS,
      Need.OPTIONAL,
      "",
      "What all workers together may cost at AWS in a UTC day, as estimated: then no more calls are"
          + " taken; running ones go on. Warns at 80 %."),
  LOG_LEVEL(
      Group.TELEMETRY,
      Need.OPTIONAL,
      "INFO",
      "Least severe log level shown: TRACE, DEBUG, INFO, WARN, ERROR or OFF."),
  LOG_FORMAT(
      Group.TELEMETRY,
      Need.OPTIONAL,
      "auto",
      "json (one object a line), pretty, or auto: pretty on a terminal, json elsewhere."),
  SESSION_EVENT_LOG(
      Group.TELEMETRY,
      Need.OPTIONAL,
      "",
      "A directory in which each call leaves a file for echosphere replay: what happened and what"
          + " was decided, with every word said, but no sound. Nothing deletes the files."),
  DEBUG(
      Group.TELEMETRY,
      Need.OPTIONAL,
      "false",
      "Shows log level DEBUG, and stack traces where the command line fails.");

  private final Group group;
  private final Need need;
  private final String sample;
  private final String description;

  Setting(Group group, Need need, String sample, String description) {
    this.group = group;
    this.need = need;
    this.sample = sample;
    this.description = description;
  }

  /** The setting of that name, if it is one of ours. */
  public static Optional<Setting> named(String name) {
    return Arrays.stream(values()).filter(setting -> setting.name().equals(name)).findFirst();
  }

  /** Where it stands in the documentation. */
  public Group group() {
    return group;
  }

  /** Whether it must be set, and may be shown. */
  public Need need() {
    return need;
  }

  /** The value when the variable is not set; empty when there is none. */
  public String defaultValue() {
    return need.isRequired() ? "" : sample;
  }

  /** A value that works: the default, or what fits the local stack for a required setting. */
  public String sample() {
    return sample;
  }

  /** What it is for, in a sentence or two. */
  public String description() {
    return description;
  }
}
