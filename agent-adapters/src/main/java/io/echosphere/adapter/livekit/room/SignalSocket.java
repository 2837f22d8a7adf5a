package io.echosphere.adapter.livekit.room;

import com.google.protobuf.InvalidProtocolBufferException;
import io.echosphere.adapter.livekit.room.Trouble.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import livekit.LivekitModels.ReconnectReason;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * LiveKit's signalling, protocol v0: protobuf messages over a WebSocket at {@code /rtc}.
 * Thread-safe; its listener is called on the room's thread.
 */
final class SignalSocket {
  /** Any part of a JWT: its header in base64 always begins like this. */
  private static final Pattern TOKEN = Pattern.compile("eyJ[\\w.-]*");

  private static final Logger log = LoggerFactory.getLogger(SignalSocket.class);

  /** The protocol version we speak; 16 is the newest that livekit-server 1.13.5 knows. */
  private static final int PROTOCOL = 16;

  private static final int NORMAL_CLOSURE = 1000;

  /**
   * One client for the process. Each open socket holds one of its calls for good, so the default
   * limit of 64 calls would make the 65th room wait for ever.
   */
  private static final OkHttpClient HTTP = client();

  private final WebSocket socket;

  private SignalSocket(WebSocket socket) {
    this.socket = socket;
  }

  /** Hears the socket, on the room's thread. */
  interface Listener {
    /** A message of a known kind; others are ignored. */
    void message(SignalResponse message);

    /** The socket is of no use any more. Called at most once, and never after {@link #close}. */
    void lost(Trouble trouble);
  }

  /**
   * Where and how to connect.
   *
   * @param url the server, {@code ws://} or {@code wss://}
   * @param token secret: it travels in a header, not in the address, which proxies log
   * @param autoSubscribe whether the server sends every track unasked
   * @param resume who goes on after a lost socket; empty to join
   */
  record Door(String url, String token, boolean autoSubscribe, Optional<Resume> resume) {
    @Override
    public String toString() {
      return "door of " + url;
    }
  }

  /**
   * A participant that is still in the room.
   *
   * @param participant its session id
   * @param why what was lost
   */
  record Resume(String participant, ReconnectReason why) {}

  /**
   * Starts to connect and returns at once.
   *
   * @throws IllegalArgumentException if the url is none
   */
  static SignalSocket open(Door door, RoomThread thread, Listener listener) {
    URI server = URI.create(door.url().strip());
    var address =
        HttpUrl.get(server.toString().replaceFirst("^ws", "http"))
            .newBuilder()
            .addPathSegment("rtc")
            .addQueryParameter("auto_subscribe", door.autoSubscribe() ? "1" : "0")
            .addQueryParameter("protocol", Integer.toString(PROTOCOL));
    door.resume()
        .ifPresent(
            resume ->
                address
                    .addQueryParameter("reconnect", "1")
                    .addQueryParameter("reconnect_reason", "" + resume.why().getNumber())
                    .addQueryParameter("sid", resume.participant()));
    var request =
        new Request.Builder()
            .url(address.build())
            .header("Authorization", "Bearer " + door.token())
            .build();
    return new SignalSocket(HTTP.newWebSocket(request, new Inbound(server, thread, listener)));
  }

  /** Asks the server for nothing, to have the way to it ready; a failure shows later. Blocks. */
  static void reach(String url) {
    try {
      String address = URI.create(url.strip()).toString().replaceFirst("^ws", "http");
      HTTP.newCall(new Request.Builder().url(address).head().build()).execute().close();
    } catch (IOException | IllegalArgumentException e) {
      log.debug("{} is not reached yet: {}", url, e.getClass().getSimpleName());
    }
  }

  /** Sends a message, or does nothing if the socket is gone; that is reported on its own. */
  void send(SignalRequest message) {
    socket.send(ByteString.of(message.toByteArray()));
  }

  /** Sends what is waiting, then closes in good order. */
  void close() {
    if (!socket.close(NORMAL_CLOSURE, null)) {
      socket.cancel();
    }
  }

  /** Drops the connection at once. */
  void cancel() {
    socket.cancel();
  }

  private static OkHttpClient client() {
    var dispatcher =
        new Dispatcher(
            Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("livekit-signal-", 0).factory()));
    dispatcher.setMaxRequests(Integer.MAX_VALUE);
    dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .connectTimeout(Duration.ofSeconds(5))
        .readTimeout(Duration.ofSeconds(10))
        .build();
  }

  /** Runs on the socket's thread; decodes there, and hands over. */
  private static final class Inbound extends WebSocketListener {
    private final URI server;
    private final RoomThread thread;
    private final Listener listener;
    private boolean complained;
    private volatile boolean opened;

    Inbound(URI server, RoomThread thread, Listener listener) {
      this.server = server;
      this.thread = thread;
      this.listener = listener;
    }

    @Override
    public void onMessage(WebSocket socket, ByteString bytes) {
      try {
        var message = SignalResponse.parseFrom(bytes.asByteBuffer());
        if (message.getMessageCase() == SignalResponse.MessageCase.MESSAGE_NOT_SET) {
          complain("a message of an unknown kind");
        } else {
          thread.execute(() -> listener.message(message));
        }
      } catch (InvalidProtocolBufferException e) {
        complain("a malformed message of " + bytes.size() + " bytes");
      }
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
      complain("a text message of " + text.length() + " characters");
    }

    @Override
    public void onOpen(WebSocket socket, Response response) {
      opened = true;
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      socket.close(NORMAL_CLOSURE, null);
      lost(Kind.SIGNAL_CLOSED, "LiveKit closed the signalling connection (" + code + ")");
    }

    @Override
    public void onFailure(WebSocket socket, Throwable error, @Nullable Response response) {
      if (response == null) {
        lost(opened ? Kind.SIGNAL_CLOSED : Kind.UNREACHABLE, words(error));
      } else {
        lost(isDenied(response.code()) ? Kind.DENIED : Kind.UNREACHABLE, words(response));
      }
    }

    private void lost(Kind kind, String reason) {
      thread.execute(() -> listener.lost(new Trouble(kind, reason)));
    }

    private void complain(String what) {
      if (!complained) {
        complained = true;
        log.warn("{} from LiveKit at {} is ignored, as are further ones", what, server);
      }
    }

    private String words(Throwable error) {
      return switch (error) {
        case UnknownHostException _ ->
            "the host of LiveKit at " + server + " is unknown; check LIVEKIT_URL";
        case ConnectException _ ->
            "LiveKit at " + server + " does not answer; check LIVEKIT_URL, and that it runs";
        default ->
            "the signalling connection to LiveKit at "
                + server
                + " was lost ("
                + error.getClass().getSimpleName()
                + ")";
      };
    }

    private static boolean isDenied(int code) {
      return code == 401 || code == 403;
    }

    private String words(Response response) {
      String body;
      try {
        // LiveKit quotes a token that it refuses, and a token must not reach a log.
        body = TOKEN.matcher(response.peekBody(200).string().strip()).replaceAll("***");
      } catch (IOException e) {
        body = "";
      }
      String answer = "LiveKit at " + server + " answered " + response.code() + " (" + body + ")";
      return switch (response.code()) {
        case 401, 403 ->
            answer
                + ": the token is refused; check LIVEKIT_API_KEY and LIVEKIT_API_SECRET, and the"
                + " machine's clock";
        case 404 -> answer + ": no such room there, or not a LiveKit server; check LIVEKIT_URL";
        default -> answer;
      };
    }
  }
}
