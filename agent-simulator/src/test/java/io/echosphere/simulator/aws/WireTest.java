package io.echosphere.simulator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.echosphere.simulator.aws.call.Call;
import io.echosphere.simulator.aws.call.Outcome;
import io.echosphere.simulator.aws.call.Service;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;

/** What goes over the wire beside the SDK's good requests. */
final class WireTest extends Bench {
  private static final String SCOPE = "AKID/20261123/ap-northeast-1/";
  private static final String REST =
      "/aws4_request, SignedHeaders=host;x-amz-date, Signature="
          + "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  WireTest() {
    super(SimulatorSettings.defaults().immediate());
  }

  @AfterAll
  void closeHttp() {
    http.close();
  }

  @Test
  void aCallWithoutASignatureIsRefused() throws Exception {
    HttpResponse<String> response = post("/v1/speech", "{}");

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.headers().firstValue("x-amzn-errortype"))
        .hasValue("MissingAuthenticationTokenException");
    assertThat(simulator.calls(Service.POLLY)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AWS4-HMAC-SHA256 Credential=AKID | 20261123T000000Z | IncompleteSignatureException",
        "Bearer token | 20261123T000000Z | IncompleteSignatureException",
        "AWS4-HMAC-SHA256 Credential="
            + SCOPE
            + "s3"
            + REST
            + " | 20261123T000000Z | InvalidSignatureException",
        "AWS4-HMAC-SHA256 Credential="
            + SCOPE
            + "polly"
            + REST
            + " | 20261124T000000Z | InvalidSignatureException",
        "AWS4-HMAC-SHA256 Credential="
            + SCOPE
            + "polly"
            + REST
            + " | 20261123T000000Z | ValidationException",
      })
  void aSignatureIsCheckedForItsForm(String authorization, String date, String type)
      throws Exception {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(simulator.endpoint().resolve("/v1/speech"))
                .header("authorization", authorization)
                .header("x-amz-date", date)
                .POST(BodyPublishers.ofString("{}"))
                .build(),
            BodyHandlers.ofString());

    assertThat(response.headers().firstValue("x-amzn-errortype")).hasValue(type);
  }

  @Test
  void anotherProcessPlansFaultsAndReadsTheLog() throws Exception {
    HttpResponse<String> planned =
        post(
            "/_simulator/faults",
            "{\"service\":\"bedrock\",\"calls\":1,\"fault\":{\"type\":\"throttle\"}}");
    assertThat(planned.statusCode()).isEqualTo(200);
    assertThat(failure(Conversation.about(clients.bedrock, "Hello").call))
        .isInstanceOf(ThrottlingException.class);
    answer(Conversation.about(clients.bedrock, "天気は？").call);
    simulator.awaitCall(call -> call.outcome() == Outcome.COMPLETED, Clients.PATIENCE);

    JsonNode log = get("/_simulator/log?service=bedrock");

    assertThat(log).hasSize(2);
    assertThat(log.get(0).path("error").asText()).isEqualTo("ThrottlingException");
    assertThat(log.get(1).path("outcome").asText()).isEqualTo("COMPLETED");
    assertThat(log.get(1).path("history").get(0).path("text").asText()).isEqualTo("天気は？");
    assertThat(log.get(1).path("text").asText()).contains("晴れ");
  }

  @Test
  void aFaultThatDoesNotExistIsNamedInTheAnswer() throws Exception {
    HttpResponse<String> response =
        post("/_simulator/faults", "{\"service\":\"polly\",\"fault\":{\"type\":\"flood\"}}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("'flood' is unknown");
  }

  @Test
  void oneConnectionServesManyHttp11Requests() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(get("/_simulator/health").path("status").asText()).isEqualTo("ok");
    }
    assertThat(post("/nowhere", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void aConnectionOutlivesAnAnswerThatCameBeforeTheRequestsEnd() throws Exception {
    try (Socket socket =
        new Socket(simulator.endpoint().getHost(), simulator.endpoint().getPort())) {
      socket.setSoTimeout((int) Clients.PATIENCE.toMillis());
      write(socket, "POST /v1/speech HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n");
      assertThat(chunkedAnswer(socket)).startsWith("HTTP/1.1 403 ");

      write(socket, "{}GET /_simulator/health HTTP/1.1\r\nhost: a\r\n\r\n");

      assertThat(chunkedAnswer(socket)).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void garbageOnAConnectionHarmsNoOther() throws Exception {
    for (String garbage : new String[] {"PRI garbage\r\n\r\n", "\0\1\2\3 \r\n\r\n", "GET"}) {
      try (Socket socket =
          new Socket(simulator.endpoint().getHost(), simulator.endpoint().getPort())) {
        write(socket, garbage);
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
      }
    }

    answer(Conversation.about(clients.bedrock, "Hello").call);
    assertThat(simulator.awaitCall(Call::ended, Clients.PATIENCE).error()).isEmpty();
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String chunkedAnswer(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n0\r\n\r\n") < 0) {
      int octet = socket.getInputStream().read();
      assertThat(octet).as("the connection closed after: %s", answer).isNotEqualTo(-1);
      answer.append((char) octet);
    }
    return answer.toString();
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(simulator.endpoint().resolve(path))
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return new ObjectMapper()
        .readTree(
            http.send(
                    HttpRequest.newBuilder(simulator.endpoint().resolve(path)).build(),
                    BodyHandlers.ofString())
                .body());
  }
}
