package io.echosphere.adapter.livekit.access;

import io.livekit.server.AgentDispatchServiceClient;
import io.livekit.server.RoomServiceClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import livekit.LivekitAgentDispatch.AgentDispatch;
import livekit.LivekitModels.ParticipantInfo;
import okhttp3.OkHttpClient;
import retrofit2.Call;
import retrofit2.Response;

/** The few questions to LiveKit's server API, each bounded in time. Thread-safe; blocks. */
final class DispatchApi {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

  private final RoomServiceClient rooms;
  private final AgentDispatchServiceClient dispatches;
  private final OkHttpClient http = new OkHttpClient.Builder().callTimeout(LONGEST_CALL).build();

  DispatchApi(AccessSettings settings) {
    String url = settings.url().toString();
    rooms =
        RoomServiceClient.createClient(url, settings.apiKey(), settings.apiSecret(), () -> http);
    dispatches =
        AgentDispatchServiceClient.createClient(
            url, settings.apiKey(), settings.apiSecret(), () -> http);
  }

  boolean exists(String room) throws IOException {
    return !answer("list rooms", rooms.listRooms(List.of(room))).isEmpty();
  }

  List<ParticipantInfo> participants(String room) throws IOException {
    return answer("list participants", rooms.listParticipants(room));
  }

  List<AgentDispatch> dispatches(String room) throws IOException {
    return answer("list dispatches", dispatches.listDispatch(room));
  }

  void create(String room, String agentName) throws IOException {
    answer("create dispatch", dispatches.createDispatch(room, agentName));
  }

  void delete(String room, String dispatchId) throws IOException {
    answer("delete dispatch", dispatches.deleteDispatch(room, dispatchId));
  }

  void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private static <T> T answer(String what, Call<T> call) throws IOException {
    Response<T> response = call.execute();
    T body = response.body();
    if (!response.isSuccessful() || body == null) {
      throw new IOException(what + " was answered with status " + response.code());
    }
    return body;
  }
}
