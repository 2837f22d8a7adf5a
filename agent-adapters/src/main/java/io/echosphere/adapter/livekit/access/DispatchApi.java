package io.echosphere.adapter.livekit.access;

import io.livekit.server.AgentDispatchServiceClient;
import io.livekit.server.RoomServiceClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import livekit.LivekitAgentDispatch.AgentDispatch;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.Room;
import okhttp3.OkHttpClient;
import retrofit2.Call;
import retrofit2.Response;

/** The few questions to LiveKit's server API, each bounded in time. Thread-safe; blocks. */
final class DispatchApi {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(5);
  private static final int NOT_FOUND = 404;

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

  /** All rooms of the server's project, on whichever node. */
  List<Room> rooms() throws IOException {
    return answer("list rooms", rooms.listRooms());
  }

  List<ParticipantInfo> participants(String room) throws IOException {
    return answer("list participants", rooms.listParticipants(room));
  }

  List<AgentDispatch> dispatches(String room) throws IOException {
    return answer("list dispatches", dispatches.listDispatch(room));
  }

  /** Creates a dispatch; an empty name reaches the workers that registered without one. */
  AgentDispatch create(String room, String agentName, String metadata) throws IOException {
    return answer("create dispatch", dispatches.createDispatch(room, agentName, metadata));
  }

  /** Sends a participant out of a room; false if it is not there. */
  boolean remove(String room, String identity) throws IOException {
    Response<Void> response = rooms.removeParticipant(room, identity).execute();
    if (response.code() == NOT_FOUND) {
      return false;
    }
    if (!response.isSuccessful()) {
      throw new IOException("remove participant was answered with status " + response.code());
    }
    return true;
  }

  /** Deletes a dispatch; false if there is none. */
  boolean delete(String room, String dispatchId) throws IOException {
    Response<AgentDispatch> response = dispatches.deleteDispatch(room, dispatchId).execute();
    if (response.code() == NOT_FOUND) {
      return false;
    }
    body("delete dispatch", response);
    return true;
  }

  void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private static <T> T answer(String what, Call<T> call) throws IOException {
    return body(what, call.execute());
  }

  private static <T> T body(String what, Response<T> response) throws IOException {
    T body = response.body();
    if (!response.isSuccessful() || body == null) {
      throw new IOException(what + " was answered with status " + response.code());
    }
    return body;
  }
}
