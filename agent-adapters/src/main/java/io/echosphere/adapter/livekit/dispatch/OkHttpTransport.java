package io.echosphere.adapter.livekit.dispatch;

import io.livekit.server.AccessToken;
import io.livekit.server.Agent;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** WebSockets by OkHttp, each opened with a fresh token. */
final class OkHttpTransport implements WorkerTransport {
  /** A token is used once, right away; the rest is for clocks that differ. */
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

  private static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(8);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
  private static final int NORMAL_CLOSURE = 1_000;

  private final WorkerSettings settings;
  private final String address;
  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .connectTimeout(HANDSHAKE_LIMIT)
          .readTimeout(HANDSHAKE_LIMIT)
          .build();

  /** Counts the open connections, so that closing can wait for their last frames to go out. */
  private final Phaser open = new Phaser(1);

  OkHttpTransport(WorkerSettings settings) {
    this.settings = settings;
    address = endpoint(settings.url());
  }

  /** The agent endpoint of a server; a path in front of it, as behind a proxy, is kept. */
  static String endpoint(URI server) {
    String base = server.toString().replaceFirst("^ws", "http").replaceFirst("/+$", "");
    return base + "/agent?protocol=1";
  }

  @Override
  public Socket open(Listener listener) {
    Request request =
        new Request.Builder().url(address).header("Authorization", "Bearer " + token()).build();
    open.register();
    WebSocket socket = client.newWebSocket(request, new Bridge(listener));
    return new OkHttpSocket(socket);
  }

  @Override
  public void close() {
    int phase = open.arrive();
    try {
      open.awaitAdvanceInterruptibly(phase, CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      // The server does not answer the good-bye; its frames had their time.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    client.dispatcher().cancelAll();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private String token() {
    var token = new AccessToken(settings.apiKey(), settings.apiSecret());
    token.setTtl(TOKEN_LIFE.toMillis());
    token.addGrants(new Agent(true));
    return token.toJwt();
  }

  private record OkHttpSocket(WebSocket socket) implements Socket {
    @Override
    public boolean send(byte[] frame) {
      return socket.send(ByteString.of(frame));
    }

    @Override
    public void finish() {
      socket.close(NORMAL_CLOSURE, null);
    }

    @Override
    public void abort() {
      socket.cancel();
    }
  }

  private final class Bridge extends WebSocketListener {
    private final Listener listener;
    private final AtomicBoolean ended = new AtomicBoolean();

    private Bridge(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void onOpen(WebSocket socket, Response response) {
      listener.opened();
    }

    @Override
    public void onMessage(WebSocket socket, ByteString bytes) {
      listener.received(bytes.toByteArray());
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
      listener.receivedText();
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      socket.close(NORMAL_CLOSURE, null);
    }

    @Override
    public void onClosed(WebSocket socket, int code, String reason) {
      end("the server closed the connection (code " + code + ")");
    }

    @Override
    public void onFailure(WebSocket socket, Throwable failure, @Nullable Response response) {
      end(ConnectionProblem.of(settings.url(), failure, response == null ? 0 : response.code()));
    }

    private void end(String problem) {
      if (ended.compareAndSet(false, true)) {
        open.arriveAndDeregister();
        listener.lost(problem);
      }
    }
  }
}
