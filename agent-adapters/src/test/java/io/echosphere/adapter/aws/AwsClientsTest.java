package io.echosphere.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.simulator.aws.SimulatorSettings;
import io.echosphere.simulator.aws.call.Call;
import io.echosphere.simulator.aws.call.Service;
import io.echosphere.simulator.aws.fault.Fault;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

final class AwsClientsTest {
  @Test
  void warmingReachesAllThreeServicesAndCostsNoModelCall() throws Exception {
    try (var bench = new Bench(SimulatorSettings.defaults().immediate())) {
      warm(bench.clients());

      assertThat(bench.simulator().calls())
          .extracting(Call::operation)
          .containsExactlyInAnyOrder(
              "DescribeVoices", "ConverseStream", "StartStreamTranscription");
      assertThat(bench.simulator().calls(Service.BEDROCK).getFirst().text()).isEmpty();
    }
  }

  @Test
  void warmingSucceedsWhenNothingAnswers() throws Exception {
    var nowhere =
        new AwsSettings(
            "ap-northeast-1",
            Optional.of(URI.create("http://127.0.0.1:1")),
            Optional.of(
                () -> StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"))));
    try (var clients = new AwsClients(nowhere)) {
      warm(clients);
    }
  }

  @Test
  void theRehearsedReplyIsDecodedToItsEnd() throws Exception {
    Rehearsal.converse("ap-northeast-1").get(Bench.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void closingEndsEveryThreadAndIsIdempotent() throws Exception {
    var bench = new Bench(SimulatorSettings.defaults().immediate());
    warm(bench.clients());
    assertThat(ourThreads()).isNotEmpty();

    bench.close();
    bench.clients().close();

    for (Thread thread : ourThreads()) {
      assertThat(thread.join(Bench.PATIENCE)).as(thread.getName()).isTrue();
    }
  }

  @Test
  void theDoctorFindsEverythingWell() {
    try (var bench = new Bench(SimulatorSettings.defaults().immediate())) {
      var doctor = new AwsDoctor(bench.clients());

      assertThat(doctor.credentials().ok()).isTrue();
      assertThat(doctor.voice("Kazuha").words())
          .isEqualTo("Kazuha speaks with engine neural in ap-northeast-1");
      var model = doctor.model("jp.anthropic.claude-haiku-4-5-20251001-v1:0");
      assertThat(model.words()).contains("answered in");
      assertThat(model.ok()).isTrue();
    }
  }

  @Test
  void theDoctorSaysWhatToDo() {
    try (var bench = new Bench(SimulatorSettings.defaults().immediate())) {
      var doctor = new AwsDoctor(bench.clients());
      bench.simulator().faults().next(Service.BEDROCK, Fault.refuse(403, "AccessDeniedException"));
      bench.simulator().faults().next(Service.POLLY, Fault.refuse(403, "AccessDeniedException"));

      var model = doctor.model("jp.anthropic.claude-haiku-4-5-20251001-v1:0");
      assertThat(model.ok()).isFalse();
      assertThat(model.words()).contains("AccessDeniedException").contains("LLM_MODEL");
      assertThat(doctor.voice("Kazuha").words()).contains("polly:DescribeVoices");
      assertThat(doctor.voice("Nobody").words()).contains("no voice Nobody");
    }
  }

  @Test
  void theDoctorMissesCredentials() {
    var nobody =
        new AwsSettings(
            "ap-northeast-1",
            Optional.empty(),
            Optional.of(
                () ->
                    () -> {
                      throw SdkClientException.create(
                          "Unable to load credentials from any of the providers in the chain");
                    }));
    try (var clients = new AwsClients(nobody)) {
      var found = new AwsDoctor(clients).credentials();

      assertThat(found.ok()).isFalse();
      assertThat(found.words()).contains("AWS_ACCESS_KEY_ID");
    }
  }

  private static void warm(AwsClients clients) throws Exception {
    clients.warm().toCompletableFuture().get(Bench.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static List<Thread> ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread -> thread.getName().startsWith("aws-") || thread.getName().startsWith("sdk-"))
        .toList();
  }
}
