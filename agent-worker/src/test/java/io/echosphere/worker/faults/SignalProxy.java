package io.echosphere.worker.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before a LiveKit server, passes everything on and cuts what it is told to: it reads from
 * each connection's first request whose it is. Thread-safe.
 */
final class SignalProxy implements AutoCloseable {
  private static final int LONGEST_HEAD = 64 * 1_024;
  private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.(eyJ[\\w-]+)\\.[\\w-]+");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServerSocket listening;
  private final int target;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private volatile Predicate<Line> refused = line -> false;

  private SignalProxy(ServerSocket listening, int target) {
    this.listening = listening;
    this.target = target;
  }

  /**
   * Whose connection it is.
   *
   * @param path of its first request, such as {@code /rtc}
   * @param room of its token; empty if it names none
   * @param identity of its token; empty if it names none
   */
  record Line(String path, String room, String identity) {
    /** A worker's own connection, over which it is offered calls. */
    boolean isWorkers() {
      return path.startsWith("/agent");
    }

    /** A participant's signalling in a room. */
    boolean isIn(String name) {
      return path.startsWith("/rtc") && room.equals(name);
    }
  }

  private record Connection(Line line, Socket client, Socket server) {
    /** Both ends see a reset, as when a router forgets the connection. */
    void reset() {
      for (Socket socket : List.of(client, server)) {
        try {
          socket.setSoLinger(true, 0);
          socket.close();
        } catch (IOException e) {
          // it is closed already
        }
      }
    }
  }

  /** Listens on a free port, for a server on this machine. */
  static SignalProxy to(String url) {
    try {
      var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var proxy = new SignalProxy(listening, URI.create(url).getPort());
      Thread.ofVirtual().name("proxy").start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Where to connect instead of the server. */
  String url() {
    return "ws://127.0.0.1:" + listening.getLocalPort();
  }

  /** Resets the connections that are meant; gives how many there were. */
  int cut(Predicate<Line> meant) {
    var found = connections.stream().filter(it -> meant.test(it.line())).toList();
    found.forEach(Connection::reset);
    return found.size();
  }

  /** From now on closes new connections that are meant, instead of those it closed before. */
  void refuse(Predicate<Line> meant) {
    refused = meant;
  }

  /** Passes every new connection on. */
  void acceptAll() {
    refused = line -> false;
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      // nobody can connect any more in either case
    }
    connections.forEach(Connection::reset);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Thread.ofVirtual().name("proxied").start(() -> serve(client));
      } catch (IOException e) {
        // closed, or one connection failed before it began
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      byte[] head = head(client.getInputStream());
      Line line = line(new String(head, StandardCharsets.ISO_8859_1));
      if (refused.test(line)) {
        client.setSoLinger(true, 0);
        return;
      }
      try (var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
        server.setTcpNoDelay(true);
        var connection = new Connection(line, client, server);
        connections.add(connection);
        try {
          server.getOutputStream().write(head);
          Thread back = Thread.ofVirtual().name("proxied").start(() -> pass(server, client));
          pass(client, server);
          back.join();
        } finally {
          connections.remove(connection);
        }
      }
    } catch (IOException e) {
      // one side is gone, and with it the other
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // cut, by us or by one of the two
    }
  }

  private static byte[] head(InputStream stream) throws IOException {
    var head = new ByteArrayOutputStream();
    int ended = 0;
    while (ended < 4 && head.size() < LONGEST_HEAD) {
      int next = stream.read();
      if (next < 0) {
        throw new IOException("closed before the end of its request's head");
      }
      head.write(next);
      ended = next == (ended % 2 == 0 ? '\r' : '\n') ? ended + 1 : 0;
    }
    return head.toByteArray();
  }

  static Line line(String head) {
    String[] request = head.split(" ", 3);
    String path = request.length < 2 ? "" : request[1].replaceFirst("\\?.*", "");
    Matcher token = TOKEN.matcher(head);
    if (!token.find()) {
      return new Line(path, "", "");
    }
    try {
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(token.group(1)));
      return new Line(
          path, claims.path("video").path("room").asText(""), claims.path("sub").asText(""));
    } catch (IOException | IllegalArgumentException e) {
      return new Line(path, "", "");
    }
  }
}
