package io.echosphere.adapter.livekit.dispatch;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Says in words why LiveKit cannot be reached, and what to check. */
final class ConnectionProblem {
  private ConnectionProblem() {}

  /**
   * The words for a failed connection.
   *
   * @param status the HTTP status of an answer that was not an upgrade; 0 if there was none
   */
  static String of(URI server, Throwable failure, int status) {
    return status == 0 || status == 101 ? ofFailure(server, failure) : ofStatus(status);
  }

  private static String ofStatus(int status) {
    return switch (status) {
      case 401 -> "LiveKit refused the key: check LIVEKIT_API_KEY and LIVEKIT_API_SECRET";
      case 403 -> "LiveKit does not let this key run agents (status 403): check LIVEKIT_API_KEY";
      case 404 ->
          "no agent endpoint at that address (status 404): check the host and path of LIVEKIT_URL,"
              + " and that livekit-server is 1.7 or newer";
      case 429 -> "LiveKit asks to slow down (status 429)";
      default ->
          status >= 500
              ? "LiveKit is not able to answer now (status " + status + ")"
              : "the address does not answer like LiveKit (status "
                  + status
                  + "): check LIVEKIT_URL";
    };
  }

  private static String ofFailure(URI server, Throwable failure) {
    return switch (failure) {
      case UnknownHostException _ ->
          "the host name " + server.getHost() + " is not known: check LIVEKIT_URL";
      case NoRouteToHostException _ -> "no route to " + server.getHost() + ": check the network";
      case ConnectException _ ->
          "connection refused: check that LiveKit runs there, and LIVEKIT_URL";
      case SocketTimeoutException _ -> "no answer in time: check LIVEKIT_URL and the firewall";
      case SSLException tls ->
          "TLS failed ("
              + firstLine(tls)
              + "): check the server's certificate, and whether LIVEKIT_URL should begin with"
              + " ws:// instead of wss://";
      case EOFException _ -> "the server dropped the connection";
      case ProtocolException broken ->
          "the server does not speak WebSocket as expected (" + firstLine(broken) + ")";
      default ->
          "the connection broke (" + failure.getClass().getSimpleName() + suffix(failure) + ")";
    };
  }

  private static String suffix(Throwable failure) {
    String words = firstLine(failure);
    return words.isEmpty() ? "" : ": " + words;
  }

  private static String firstLine(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? "" : message.lines().findFirst().orElse("");
  }
}
