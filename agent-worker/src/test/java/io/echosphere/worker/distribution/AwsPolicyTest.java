package io.echosphere.worker.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The policies allow what the adapters call: nothing is missing, and nothing is too much. */
class AwsPolicyTest {
  /** The permission of each operation; one that is new must be looked up and added. */
  private static final Map<String, String> PERMISSIONS =
      Map.of(
          "startStreamTranscription", "transcribe:StartStreamTranscription",
          "converseStream", "bedrock:InvokeModelWithResponseStream",
          "converse", "bedrock:InvokeModel",
          "synthesizeSpeech", "polly:SynthesizeSpeech",
          "describeVoices", "polly:DescribeVoices");

  /** The doctor's alone: workers are not given it. */
  private static final String CHECK_ONLY = "bedrock:InvokeModel";

  @Test
  void theWorkersPolicyIsWhatWorkersCall() {
    var needed = new TreeSet<String>();
    for (String operation : operations()) {
      assertThat(PERMISSIONS).as("the permission of an operation").containsKey(operation);
      needed.add(PERMISSIONS.getOrDefault(operation, operation));
    }
    needed.remove(CHECK_ONLY);

    assertThat(actions("docs/deploy/aws/worker-policy.json")).isEqualTo(needed);
    assertThat(actions("docs/deploy/aws/check-policy.json")).containsExactly(CHECK_ONLY);
    assertThat(operations()).contains("converse");
  }

  @Test
  void modelsAreNamedAndNothingIsDenied() {
    for (String file : List.of("worker", "check")) {
      JsonNode policy = OperatorsFile.json("docs/deploy/aws/" + file + "-policy.json");
      for (JsonNode statement : policy.path("Statement")) {
        assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
        if (texts(statement.path("Action")).stream().anyMatch(it -> it.startsWith("bedrock:"))) {
          assertThat(texts(statement.path("Resource")))
              .isNotEmpty()
              .allMatch(arn -> arn.startsWith("arn:aws:bedrock:") && !arn.contains("*"));
        }
      }
    }
  }

  /** The services' operations that the adapters call. */
  private static Set<String> operations() {
    var adapters =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.echosphere.adapter");
    var operations = new TreeSet<String>();
    adapters.stream()
        .flatMap(type -> type.getMethodCallsFromSelf().stream())
        .filter(AwsPolicyTest::isOfAService)
        .map(call -> call.getTarget().getName())
        .filter(name -> !Set.of("builder", "create", "close").contains(name))
        .forEach(operations::add);
    return operations;
  }

  private static boolean isOfAService(JavaMethodCall call) {
    return call.getTargetOwner()
        .getName()
        .matches("software\\.amazon\\.awssdk\\.services\\.\\w+\\.\\w+AsyncClient");
  }

  private static Set<String> actions(String policy) {
    var actions = new TreeSet<String>();
    for (JsonNode statement : OperatorsFile.json(policy).path("Statement")) {
      actions.addAll(texts(statement.path("Action")));
    }
    return actions;
  }

  /** A policy writes one text, or a list of them. */
  private static List<String> texts(JsonNode value) {
    List<String> texts = new ArrayList<>();
    Stream<JsonNode> all = value.isArray() ? value.valueStream() : Stream.of(value);
    all.forEach(one -> texts.add(one.asText()));
    return texts;
  }
}
