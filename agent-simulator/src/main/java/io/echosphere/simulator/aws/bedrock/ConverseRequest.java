package io.echosphere.simulator.aws.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import io.echosphere.simulator.aws.call.Turn;
import io.echosphere.simulator.aws.wire.ServiceError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the body of Converse and ConverseStream and finds what the service would refuse. */
final class ConverseRequest {
  private static final int DEFAULT_MAX_TOKENS = 4_096;

  private final JsonNode body;

  ConverseRequest(JsonNode body) {
    this.body = body;
  }

  /** The error to answer with, or empty when the request is good. */
  Optional<ServiceError> check() {
    return Optional.ofNullable(problem()).map(ServiceError::validation);
  }

  private @Nullable String problem() {
    if (!body.isObject()) {
      return "The request body is not valid JSON.";
    }
    JsonNode system = body.path("system");
    for (int i = 0; i < system.size(); i++) {
      if (system.get(i).has("text") && system.get(i).path("text").asText().isBlank()) {
        return blank("SystemContentBlock object at system." + i);
      }
    }
    JsonNode messages = body.path("messages");
    if (!messages.isArray() || messages.isEmpty() || !role(messages.get(0)).equals("user")) {
      return "A conversation must start with a user message. Try again with a conversation that"
          + " starts with a user message.";
    }
    for (int i = 0; i < messages.size(); i++) {
      String problem = problem(messages, i);
      if (problem != null) {
        return problem;
      }
    }
    if (!role(messages.get(messages.size() - 1)).equals("user")) {
      return "The model returned the following errors: This model does not support assistant"
          + " message prefill. The conversation must end with a user message.";
    }
    return inferenceProblem();
  }

  private static @Nullable String problem(JsonNode messages, int at) {
    JsonNode message = messages.get(at);
    String role = role(message);
    if (!role.equals("user") && !role.equals("assistant")) {
      return "1 validation error detected: Value '"
          + role
          + "' at 'messages."
          + (at + 1)
          + ".member.role' failed to satisfy constraint: Member must satisfy enum value set:"
          + " [user, assistant]";
    }
    if (at > 0 && role.equals(role(messages.get(at - 1)))) {
      return "A conversation must alternate between user and assistant roles. Make sure the"
          + " conversation alternates between user and assistant roles and try again.";
    }
    JsonNode content = message.path("content");
    if (!content.isArray() || content.isEmpty()) {
      return "The content field in the Message object at messages."
          + at
          + " is empty. Add a ContentBlock object to the content field and try again.";
    }
    for (int i = 0; i < content.size(); i++) {
      if (content.get(i).has("text") && content.get(i).path("text").asText().isBlank()) {
        return blank("ContentBlock object at messages." + at + ".content." + i);
      }
    }
    return null;
  }

  private @Nullable String inferenceProblem() {
    JsonNode inference = body.path("inferenceConfig");
    if (inference.has("maxTokens") && inference.path("maxTokens").asInt() < 1) {
      return constraint("maxTokens", inference, "value greater than or equal to 1");
    }
    for (String share : List.of("temperature", "topP")) {
      double value = inference.path(share).asDouble(0);
      if (value < 0) {
        return constraint(share, inference, "value greater than or equal to 0");
      }
      if (value > 1) {
        return constraint(share, inference, "value less than or equal to 1");
      }
    }
    return null;
  }

  private static String constraint(String name, JsonNode inference, String what) {
    return "1 validation error detected: Value '"
        + inference.path(name).asText()
        + "' at 'inferenceConfig."
        + name
        + "' failed to satisfy constraint: Member must have "
        + what;
  }

  private static String blank(String where) {
    return "The text field in the "
        + where
        + " is blank. Add text to the text field, and try again.";
  }

  private static String role(JsonNode message) {
    return message.path("role").asText();
  }

  /** System prompts and messages, oldest first. */
  List<Turn> history() {
    List<Turn> turns = new ArrayList<>();
    for (JsonNode prompt : body.path("system")) {
      if (prompt.has("text")) {
        turns.add(new Turn("system", prompt.path("text").asText()));
      }
    }
    for (JsonNode message : body.path("messages")) {
      turns.add(new Turn(role(message), text(message)));
    }
    return turns;
  }

  /** What the user said last. */
  String lastUserText() {
    JsonNode messages = body.path("messages");
    return messages.isEmpty() ? "" : text(messages.get(messages.size() - 1));
  }

  int maxTokens() {
    return body.path("inferenceConfig").path("maxTokens").asInt(DEFAULT_MAX_TOKENS);
  }

  /** A parameter of the inference configuration as text, empty when not sent. */
  String inference(String name) {
    return body.path("inferenceConfig").path(name).asText("");
  }

  private static String text(JsonNode message) {
    List<String> texts = new ArrayList<>();
    for (JsonNode block : message.path("content")) {
      if (block.has("text")) {
        texts.add(block.path("text").asText());
      }
    }
    return String.join("\n", texts);
  }
}
