package io.echosphere.simulator.aws.transcribe;

import io.echosphere.simulator.aws.wire.Request;
import io.echosphere.simulator.aws.wire.ServiceError;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the headers of StartStreamTranscription and finds what the service would refuse. */
final class StreamRequest {
  /** A part of the languages that the service streams. */
  private static final Set<String> LANGUAGES =
      Set.of(
          "de-DE", "en-AU", "en-GB", "en-IN", "en-US", "es-ES", "es-US", "fr-CA", "fr-FR", "hi-IN",
          "it-IT", "ja-JP", "ko-KR", "pt-BR", "pt-PT", "th-TH", "vi-VN", "zh-CN", "zh-HK", "zh-TW");

  /** The API's member names by header, for the log. */
  private static final Map<String, String> MEMBERS =
      Map.of(
          "x-amzn-transcribe-language-code", "LanguageCode",
          "x-amzn-transcribe-sample-rate", "MediaSampleRateHertz",
          "x-amzn-transcribe-media-encoding", "MediaEncoding",
          "x-amzn-transcribe-vocabulary-name", "VocabularyName",
          "x-amzn-transcribe-vocabulary-names", "VocabularyNames",
          "x-amzn-transcribe-enable-partial-results-stabilization",
              "EnablePartialResultsStabilization",
          "x-amzn-transcribe-partial-results-stability", "PartialResultsStability",
          "x-amzn-transcribe-identify-language", "IdentifyLanguage",
          "x-amzn-transcribe-identify-multiple-languages", "IdentifyMultipleLanguages",
          "x-amzn-transcribe-language-options", "LanguageOptions");

  private final Request request;

  StreamRequest(Request request) {
    this.request = request;
  }

  /** The error to answer with, or empty when the request is good. */
  Optional<ServiceError> check() {
    String problem = audioProblem();
    problem = problem == null ? languageProblem() : problem;
    problem = problem == null ? otherProblem() : problem;
    return Optional.ofNullable(problem)
        .map(message -> new ServiceError(400, "BadRequestException", message));
  }

  private @Nullable String audioProblem() {
    String encoding = header("media-encoding");
    if (encoding.isEmpty()) {
      return "1 validation error detected: Value null at 'mediaEncoding' failed to satisfy"
          + " constraint: Member must not be null";
    }
    if (!encoding.equals("pcm")) {
      return "The simulator hears MediaEncoding pcm only, not '" + encoding + "'.";
    }
    String rate = header("sample-rate");
    if (!rate.matches("\\d{1,6}")) {
      return "1 validation error detected: Value '"
          + rate
          + "' at 'mediaSampleRateHertz' failed to satisfy constraint: Member must not be null";
    }
    if (sampleRateHz() < 8_000 || sampleRateHz() > 48_000) {
      return "1 validation error detected: Value '"
          + rate
          + "' at 'mediaSampleRateHertz' failed to satisfy constraint: Member must have value"
          + (sampleRateHz() < 8_000
              ? " greater than or equal to 8000"
              : " less than or equal to 48000");
    }
    return null;
  }

  private @Nullable String languageProblem() {
    boolean one = flag("identify-language");
    boolean several = flag("identify-multiple-languages");
    String code = header("language-code");
    int ways = (one ? 1 : 0) + (several ? 1 : 0) + (code.isEmpty() ? 0 : 1);
    if (ways != 1) {
      return "You must specify exactly one of LanguageCode, IdentifyLanguage and"
          + " IdentifyMultipleLanguages.";
    }
    if (!identifies()) {
      return header("language-options").isEmpty()
          ? enumProblem(code, "languageCode")
          : "LanguageOptions can only be used with IdentifyLanguage or IdentifyMultipleLanguages.";
    }
    List<String> options = options();
    if (options.size() < 2) {
      return "You must specify at least two language codes in LanguageOptions.";
    }
    Set<String> dialects = new HashSet<>();
    for (String option : options) {
      String problem = enumProblem(option, "languageOptions");
      if (problem != null) {
        return problem;
      }
      if (!dialects.add(option.substring(0, option.indexOf('-')))) {
        return "LanguageOptions can contain only one dialect of each language.";
      }
    }
    return null;
  }

  private @Nullable String otherProblem() {
    if (identifies() && !header("vocabulary-name").isEmpty()) {
      return "You must specify the custom vocabularies in the vocabularyNames parameter when using"
          + " language identification or multiple language identification.";
    }
    if (!identifies() && !header("vocabulary-names").isEmpty()) {
      return "You must specify the custom vocabulary in the vocabularyName parameter when using a"
          + " language code.";
    }
    String stability = header("partial-results-stability");
    if (!List.of("", "low", "medium", "high").contains(stability)) {
      return "1 validation error detected: Value '"
          + stability
          + "' at 'partialResultsStability' failed to satisfy constraint: Member must satisfy enum"
          + " value set: [high, medium, low]";
    }
    if (!stability.isEmpty() && !stabilises()) {
      return "PartialResultsStability can only be used with EnablePartialResultsStabilization.";
    }
    return null;
  }

  private static @Nullable String enumProblem(String code, String member) {
    return LANGUAGES.contains(code)
        ? null
        : "1 validation error detected: Value '"
            + code
            + "' at '"
            + member
            + "' failed to satisfy constraint: Member must satisfy enum value set: "
            + LANGUAGES.stream().sorted().toList();
  }

  /** The headers that the service echoes, with a session id. */
  Map<String, String> answerHeaders() {
    Map<String, String> headers = new LinkedHashMap<>();
    MEMBERS
        .keySet()
        .forEach(name -> request.header(name).ifPresent(value -> headers.put(name, value)));
    headers.put("x-amzn-transcribe-session-id", UUID.randomUUID().toString());
    return headers;
  }

  /** The parameters that were sent, under the API's member names. */
  Map<String, String> parameters() {
    Map<String, String> sent = new LinkedHashMap<>();
    MEMBERS.forEach(
        (header, member) -> request.header(header).ifPresent(value -> sent.put(member, value)));
    return sent;
  }

  int sampleRateHz() {
    return Integer.parseInt(header("sample-rate"));
  }

  /** Whether the service finds out the language, so that results name it. */
  boolean identifies() {
    return flag("identify-language") || flag("identify-multiple-languages");
  }

  /** Whether items of partial results say if they will change. */
  boolean stabilises() {
    return flag("enable-partial-results-stabilization");
  }

  /** The languages to listen for, one or more. */
  Set<String> languages() {
    return identifies() ? new LinkedHashSet<>(options()) : Set.of(header("language-code"));
  }

  private List<String> options() {
    return Arrays.stream(header("language-options").split(",", -1))
        .map(String::trim)
        .filter(option -> !option.isEmpty())
        .toList();
  }

  private boolean flag(String name) {
    return header(name).equalsIgnoreCase("true");
  }

  private String header(String name) {
    return request.header("x-amzn-transcribe-" + name).orElse("");
  }
}
