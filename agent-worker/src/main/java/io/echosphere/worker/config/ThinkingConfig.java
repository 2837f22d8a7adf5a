package io.echosphere.worker.config;

import io.echosphere.adapter.bedrock.BedrockSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The models that answer.
 *
 * @param model Bedrock's model id, inference profile or its ARN
 * @param fallbacks the same of those asked when it fails, in order, at most 4
 * @param temperature 0 to 1
 * @param maxTokens longest reply in tokens, at least 1
 * @param historyTokens how much of the conversation it is shown, in estimated tokens
 * @param firstToken how long each model may take to its first word
 * @param whole how long a reply may take to its end, at least {@code firstToken}
 */
public record ThinkingConfig(
    String model,
    List<String> fallbacks,
    double temperature,
    int maxTokens,
    int historyTokens,
    Duration firstToken,
    Duration whole) {
  private static final String RETIRED = "claude-3-5-sonnet-20240620";
  private static final int MOST_FALLBACKS = 4;

  public ThinkingConfig {
    fallbacks = List.copyOf(fallbacks);
  }

  /** All models, the preferred one first. */
  public List<String> models() {
    return Stream.concat(Stream.of(model), fallbacks.stream()).toList();
  }

  static ThinkingConfig read(ConfigReader read, AwsConfig aws) {
    var model = read.value(Setting.LLM_MODEL, text -> text.isEmpty() ? text : model(text));
    var fallbacks = read.value(Setting.LLM_FALLBACK_MODELS, ThinkingConfig::fallbacks);
    var temperature = read.value(Setting.LLM_TEMPERATURE, Parsers.number(0, 1));
    var maxTokens = read.value(Setting.MAX_RESPONSE_TOKENS, Parsers.wholeNumber(1, 8_192));
    var history = read.value(Setting.HISTORY_MAX_TOKENS, Parsers.wholeNumber(200, 100_000));
    var first = read.value(Setting.LLM_FIRST_TOKEN_TIMEOUT_MS, Parsers.millis(200, 60_000));
    var whole = read.value(Setting.LLM_TIMEOUT_MS, Parsers.millis(200, 300_000));
    if (model.ifValid().orElse("").contains(RETIRED)) {
      read.warning(Setting.LLM_MODEL, "names a model past its end of life; AWS may refuse it");
    }
    if (first.ifValid().isPresent()
        && whole.ifValid().isPresent()
        && first.get().compareTo(whole.get()) > 0) {
      read.problem(
          Setting.LLM_TIMEOUT_MS,
          "is less than LLM_FIRST_TOKEN_TIMEOUT_MS ("
              + whole.get().toMillis()
              + " < "
              + first.get().toMillis()
              + ")",
          "set it to at least LLM_FIRST_TOKEN_TIMEOUT_MS");
    }
    return read.whenValid(
        () ->
            new ThinkingConfig(
                model.get().isEmpty() ? BedrockSettings.defaultModel(aws.region()) : model.get(),
                fallbacks.get(),
                temperature.get(),
                maxTokens.get(),
                history.get(),
                first.get(),
                whole.get()));
  }

  private static String model(String text) throws Unacceptable {
    return Parsers.matching(
        text,
        "[A-Za-z0-9._:/-]{1,2048}",
        "is no model of Amazon Bedrock",
        "use a model id or inference profile such as "
            + BedrockSettings.defaultModel("ap-northeast-1"));
  }

  private static List<String> fallbacks(String text) throws Unacceptable {
    List<String> models = Parsers.list(text);
    for (String id : models) {
      model(id);
    }
    if (models.size() > MOST_FALLBACKS) {
      throw new Unacceptable(
          "names " + models.size() + " models", "name at most " + MOST_FALLBACKS);
    }
    return models;
  }
}
