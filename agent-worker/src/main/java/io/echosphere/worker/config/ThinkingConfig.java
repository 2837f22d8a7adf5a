package io.echosphere.worker.config;

import io.echosphere.adapter.bedrock.BedrockSettings;

/**
 * The model that answers.
 *
 * @param model Bedrock's model id, inference profile or its ARN
 * @param temperature 0 to 1
 * @param maxTokens longest reply in tokens, at least 1
 * @param historyTokens how much of the conversation it is shown, in estimated tokens
 */
public record ThinkingConfig(String model, double temperature, int maxTokens, int historyTokens) {
  private static final String RETIRED = "claude-3-5-sonnet-20240620";

  static ThinkingConfig read(ConfigReader read, AwsConfig aws) {
    var model =
        read.value(
            Setting.LLM_MODEL,
            text ->
                text.isEmpty()
                    ? text
                    : Parsers.matching(
                        text,
                        "[A-Za-z0-9._:/-]{1,2048}",
                        "is no model of Amazon Bedrock",
                        "use a model id or inference profile such as "
                            + BedrockSettings.defaultModel("ap-northeast-1")));
    var temperature = read.value(Setting.LLM_TEMPERATURE, Parsers.number(0, 1));
    var maxTokens = read.value(Setting.MAX_RESPONSE_TOKENS, Parsers.wholeNumber(1, 8_192));
    var history = read.value(Setting.HISTORY_MAX_TOKENS, Parsers.wholeNumber(200, 100_000));
    if (model.ifValid().orElse("").contains(RETIRED)) {
      read.warning(Setting.LLM_MODEL, "names a model past its end of life; AWS may refuse it");
    }
    return read.whenValid(
        () ->
            new ThinkingConfig(
                model.get().isEmpty() ? BedrockSettings.defaultModel(aws.region()) : model.get(),
                temperature.get(),
                maxTokens.get(),
                history.get()));
  }
}
