package io.echosphere.simulator.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a {@link LiveKitServer} and those who use {@link #url}: signalling goes through it
 * by TCP and, as it writes its own port into the server's candidates, media by UDP. Either can be
 * cut; to cut media the server must be started with {@link LiveKitServer.Settings#withIceLite}, or
 * it would find a path around. Thread-safe.
 */
public final class LiveKitProxy implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  /** Candidates can only be read in a connection that nobody compresses. */
  private static final PortRewriter.Rule COMPRESSION =
      new PortRewriter.Rule(
          "Sec-WebSocket-Extensions".getBytes(StandardCharsets.US_ASCII),
          "Not-WebSocket-Extensions".getBytes(StandardCharsets.US_ASCII));

  private final LiveKitServer server;
  private final int port = Ports.freeTcp();
  private final MediaRelay media;
  private final PortRewriter.Rule[] rules;
  private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
  private final Queue<String> opened = new ConcurrentLinkedQueue<>();

  /** The path of whose next connection is cut; empty for none. */
  private final AtomicReference<String> doomed = new AtomicReference<>("");

  private @Nullable ServerSocket listening;
  private volatile boolean silent;

  private LiveKitProxy(LiveKitServer server) throws IOException {
    this.server = server;
    media = MediaRelay.to(server.udpPort());
    rules =
        new PortRewriter.Rule[] {
          PortRewriter.candidates(server.udpPort(), media.port()),
          PortRewriter.candidates(server.tcpPort(), Ports.freeTcp()) // where nobody listens
        };
    allowSignalling();
  }

  /**
   * Begins to stand before a server.
   *
   * @param server a running server
   * @return a proxy that lets everything through
   */
  public static LiveKitProxy before(LiveKitServer server) {
    try {
      return new LiveKitProxy(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The address to use instead of the server's.
   *
   * @return {@code ws://127.0.0.1:PORT}
   */
  public String url() {
    return "ws://127.0.0.1:" + port;
  }

  /**
   * Closes the connections that were opened for a path; new ones are let through.
   *
   * @param path the beginning of the path, such as {@code /rtc}
   * @return how many were closed
   */
  public int cut(String path) {
    int closed = 0;
    for (Wire wire : wires) {
      if (wire.path.startsWith(path)) {
        wire.close();
        closed++;
      }
    }
    return closed;
  }

  /**
   * Closes the next connection for a path once the server has let it in and its client speaks:
   * after its request, with its first message, which is not passed on.
   *
   * @param path the beginning of the path, such as {@code /rtc}
   */
  public void cutNext(String path) {
    doomed.set(path);
  }

  /**
   * How many connections have been opened for a path so far.
   *
   * @param path the beginning of the path, such as {@code /rtc}
   * @return with those that are closed again
   */
  public int connections(String path) {
    return (int) opened.stream().filter(it -> it.startsWith(path)).count();
  }

  /** Closes every connection and refuses new ones, as a machine does on which nothing runs. */
  public synchronized void refuseSignalling() {
    if (listening != null) {
      close(listening);
      listening = null;
    }
    cut("");
  }

  /** Lets new connections through again. Does nothing if they are. */
  public synchronized void allowSignalling() {
    if (listening == null) {
      try {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(LOOPBACK, port));
        listening = socket;
        Thread.ofVirtual().name("livekit-proxy").start(() -> accept(socket));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Drops what comes on open connections without a word, or lets it through again: as a path does
   * that is broken somewhere on its way.
   *
   * @param drops whether to drop
   */
  public void silenceSignalling(boolean drops) {
    silent = drops;
  }

  /**
   * Drops media and data packets in both directions, or lets them through again.
   *
   * @param drops whether to drop
   */
  public void blockMedia(boolean drops) {
    media.block(drops);
  }

  @Override
  public void close() {
    refuseSignalling();
    media.close();
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().name("livekit-proxy").start(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  /** A server that is not there is shown as such: the connection ends before a word. */
  private void serve(Socket client) {
    try (client;
        var upstream =
            new Socket(LOOPBACK, Integer.parseInt(server.url().replaceFirst(".*:", "")))) {
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
      var first = new byte[4_096];
      int length = client.getInputStream().read(first);
      if (length <= 0) {
        return;
      }
      var wire = new Wire(client, upstream, path(first, length));
      wires.add(wire);
      opened.add(wire.path);
      try {
        upstream.getOutputStream().write(new PortRewriter(COMPRESSION).rewrite(first, length));
        Thread back =
            Thread.ofVirtual()
                .name("livekit-proxy")
                .start(() -> pump(wire, upstream, client, true));
        String cut = doomed.get();
        if (!cut.isEmpty() && wire.path.startsWith(cut) && doomed.compareAndSet(cut, "")) {
          int _ = client.getInputStream().read();
          wire.close();
        }
        pump(wire, client, upstream, false);
        back.join();
      } finally {
        wires.remove(wire);
      }
    } catch (IOException e) {
      // either side has gone; both are closed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pump(Wire wire, Socket from, Socket to, boolean rewrites) {
    var rewriter = new PortRewriter(rewrites ? rules : new PortRewriter.Rule[0]);
    var buffer = new byte[16_384];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (!silent) {
          out.write(rewriter.rewrite(buffer, read));
        }
      }
    } catch (IOException e) {
      // closed
    } finally {
      wire.close();
    }
  }

  /** Of {@code GET /rtc?... HTTP/1.1}. */
  private static String path(byte[] request, int length) {
    String[] words = new String(request, 0, length, StandardCharsets.ISO_8859_1).split(" ", 3);
    return words.length < 2 ? "" : words[1];
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      Notice.say("a socket of the proxy did not close: " + e.getMessage());
    }
  }

  private record Wire(Socket client, Socket upstream, String path) {
    void close() {
      LiveKitProxy.close(client);
      LiveKitProxy.close(upstream);
    }
  }
}
