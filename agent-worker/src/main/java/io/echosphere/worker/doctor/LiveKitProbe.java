package io.echosphere.worker.doctor;

import io.echosphere.worker.config.LiveKitConfig;
import io.livekit.server.RoomServiceClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLException;

/** Asks LiveKit's server for a room that does not exist, with the configured key. */
final class LiveKitProbe {
  private LiveKitProbe() {}

  static Finding look(LiveKitConfig livekit) {
    String url = livekit.httpUrl().toString();
    var client = RoomServiceClient.createClient(url, livekit.apiKey(), livekit.apiSecret().value());
    try {
      var answer = client.listRooms(List.of("echosphere-check")).execute();
      return switch (answer.code()) {
        case 200 -> Finding.ok(livekit.url() + " is there and accepts the key");
        case 401 ->
            Finding.failed(
                livekit.url()
                    + " refuses the key: check LIVEKIT_API_KEY and LIVEKIT_API_SECRET, and that"
                    + " both clocks are right");
        case 403 ->
            Finding.failed(livekit.url() + " does not let this key list rooms: use a server key");
        default ->
            Finding.failed(
                livekit.url()
                    + " does not answer like LiveKit (status "
                    + answer.code()
                    + "): check LIVEKIT_URL");
      };
    } catch (IOException e) {
      return Finding.failed(words(livekit, e));
    }
  }

  private static String words(LiveKitConfig livekit, IOException failure) {
    String server = livekit.url().toString();
    return switch (failure) {
      case UnknownHostException _ ->
          "the host name " + livekit.url().getHost() + " is not known: check LIVEKIT_URL";
      case ConnectException _ ->
          "nothing listens at " + server + ": start LiveKit, or check LIVEKIT_URL";
      case SocketTimeoutException _ ->
          "no answer from " + server + ": check LIVEKIT_URL and the firewall";
      case SSLException tls ->
          "TLS to "
              + server
              + " failed ("
              + tls.getMessage()
              + "): check the certificate, and whether LIVEKIT_URL should begin with ws://";
      default -> "no answer from " + server + " (" + failure.getMessage() + "): check LIVEKIT_URL";
    };
  }
}
