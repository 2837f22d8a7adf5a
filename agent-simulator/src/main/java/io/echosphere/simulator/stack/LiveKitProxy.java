package io.echosphere.simulator.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a {@link LiveKitServer} and those who use {@link #url}: passes signalling on and
 * cuts what it is told to. From each connection's first request it reads whose it is. Media does
 * not come this way. Thread-safe.
 */
public final class LiveKitProxy implements AutoCloseable {
  private static final int LONGEST_HEAD = 64 * 1_024;
  private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.(eyJ[\\w-]+)\\.[\\w-]+");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServerSocket listening;
  private final int target;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Predicate<Line>> doomed = new AtomicReference<>();
  private final Queue<Line> opened = new ConcurrentLinkedQueue<>();
  private volatile Predicate<Line> refused = _ -> false;

  private LiveKitProxy(ServerSocket listening, int target) {
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
  public record Line(String path, String room, String identity) {
    /** Whether it is a worker's own connection, over which it is offered calls. */
    public boolean isWorkers() {
      return path.startsWith("/agent");
    }

    /** Whether it is a participant's signalling. */
    public boolean isParticipants() {
      return path.startsWith("/rtc");
    }

    /** Whether it is a participant's signalling in a room. */
    public boolean isIn(String name) {
      return isParticipants() && room.equals(name);
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

  /**
   * Begins to stand before a server, on a free port.
   *
   * @param server a running server
   * @return a proxy that lets everything through
   */
  public static LiveKitProxy before(LiveKitServer server) {
    return to(server.url());
  }

  static LiveKitProxy to(String url) {
    try {
      var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var proxy = new LiveKitProxy(listening, URI.create(url).getPort());
      Thread.ofVirtual().name("proxy").start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where to connect instead of the server, {@code ws://127.0.0.1:PORT}. */
  public String url() {
    return "ws://127.0.0.1:" + listening.getLocalPort();
  }

  /** How many connections that are meant were opened so far, those that are closed among them. */
  public long opened(Predicate<Line> meant) {
    return opened.stream().filter(meant).count();
  }

  /** Resets the connections that are meant; gives how many there were. */
  public int cut(Predicate<Line> meant) {
    var found = connections.stream().filter(it -> meant.test(it.line())).toList();
    found.forEach(Connection::reset);
    return found.size();
  }

  /**
   * Resets the next connection that is meant once the server has let it in and its client speaks:
   * after its request, with its first message, which is not passed on.
   */
  public void cutNext(Predicate<Line> meant) {
    doomed.set(meant);
  }

  /** From now on closes new connections that are meant, instead of those it closed before. */
  public void refuse(Predicate<Line> meant) {
    refused = meant;
  }

  /** Passes every new connection on. */
  public void acceptAll() {
    refused = _ -> false;
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
        opened.add(line);
        try {
          server.getOutputStream().write(head);
          Thread back = Thread.ofVirtual().name("proxied").start(() -> pass(server, client));
          if (isDoomed(line)) {
            int _ = client.getInputStream().read();
            connection.reset();
          }
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

  private boolean isDoomed(Line line) {
    Predicate<Line> meant = doomed.get();
    return meant != null && meant.test(line) && doomed.compareAndSet(meant, null);
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
