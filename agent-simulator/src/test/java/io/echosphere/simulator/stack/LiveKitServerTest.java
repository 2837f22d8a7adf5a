package io.echosphere.simulator.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livekit.server.RoomServiceClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class LiveKitServerTest {
  @Test
  void aStartedServerTakesItsKeyAndSurvivesAKillOnTheSamePort() throws Exception {
    try (var server = LiveKitServer.start()) {
      assertThat(createRoom(server)).isTrue();
      String url = server.url();

      server.kill();
      assertThatThrownBy(() -> get(server)).isInstanceOf(ConnectException.class);

      server.restart();
      assertThat(server.url()).isEqualTo(url);
      assertThat(get(server)).isEqualTo(200);
      assertThat(Files.size(server.log())).isPositive();
    }
  }

  @Test
  void aClosedServerIsGoneWithItsFiles() {
    var server = LiveKitServer.start(LiveKitServer.Settings.manyRooms());
    server.close();

    assertThatThrownBy(() -> get(server)).isInstanceOf(ConnectException.class);
    assertThat(server.log()).doesNotExist();
  }

  @Test
  void aServerThatCannotReadItsConfigurationIsReportedWithItsLog() {
    var broken = LiveKitServer.Settings.defaults().withExtraYaml("no_such_key: 1\n");

    assertThatThrownBy(() -> LiveKitServer.start(broken))
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("no_such_key");
  }

  private static boolean createRoom(LiveKitServer server) throws IOException {
    return RoomServiceClient.createClient(server.httpUrl(), server.apiKey(), server.apiSecret())
        .createRoom("stack")
        .execute()
        .isSuccessful();
  }

  private static int get(LiveKitServer server) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(server.httpUrl())).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
