package io.echosphere.adapter.livekit.room;

import io.echosphere.adapter.livekit.room.SignalSocket.Door;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Queue;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import org.jspecify.annotations.Nullable;

/**
 * A connection's signalling over all its sockets, one at a time. What an earlier socket still says
 * is not heard; what is said while there is none waits, if it is worth it. Owned by the room's
 * thread.
 */
final class Signalling {
  /** States, subscriptions and mutes of some seconds; the oldest goes first. */
  private static final int MAX_WAITING = 64;

  private final RoomThread thread;
  private final InstantSource time;
  private final Listener listener;
  private final Queue<SignalRequest> waiting = new ArrayDeque<>();
  private @Nullable SignalSocket socket;
  private @Nullable Pings pings;
  private Pings.@Nullable Rhythm rhythm;
  private int number;
  private boolean open;

  Signalling(RoomThread thread, InstantSource time, Listener listener) {
    this.thread = thread;
    this.time = time;
    this.listener = listener;
  }

  /** Hears the socket in use, on the room's thread. */
  interface Listener {
    void message(SignalResponse message);

    /** The socket is of no use any more; it has been dropped. */
    void lost(Trouble trouble);
  }

  /**
   * Drops the socket in use and starts to connect another one.
   *
   * @throws IllegalArgumentException if the door's url is none
   */
  void connect(Door door) {
    drop();
    socket = SignalSocket.open(door, thread, new Inbound(++number));
  }

  /** The server has let us in: from now on everything is sent, what has waited before all else. */
  void begin(Pings.Rhythm asked) {
    open = true;
    rhythm = asked;
    pings = Pings.start(thread, time, asked, this::send, this::silent);
    while (!waiting.isEmpty()) {
      send(waiting.remove());
    }
  }

  /** The server goes on with us, at the rhythm of before. */
  void goOn(SignalRequest first, SignalRequest second) {
    Pings.Rhythm known = rhythm;
    SignalSocket current = socket;
    if (known != null && current != null) {
      current.send(first);
      current.send(second);
      begin(known);
    }
  }

  /** Nothing that waits is of any use: the room is joined anew. */
  void forget() {
    waiting.clear();
  }

  /** Whether a server has let us in by the socket in use. */
  boolean isOpen() {
    return open;
  }

  void send(SignalRequest message) {
    SignalSocket current = socket;
    if (open && current != null) {
      current.send(message);
    } else if (isWorthWaiting(message)) {
      if (waiting.size() == MAX_WAITING) {
        waiting.remove();
      }
      waiting.add(message);
    }
  }

  /** The server has answered a ping. */
  void answered() {
    if (pings != null) {
      pings.answered();
    }
  }

  /** Drops the socket at once. */
  void drop() {
    SignalSocket current = take();
    if (current != null) {
      current.cancel();
    }
  }

  /** Sends what is on its way, then closes in good order. */
  void close() {
    SignalSocket current = take();
    if (current != null) {
      current.close();
    }
  }

  private @Nullable SignalSocket take() {
    number++;
    open = false;
    if (pings != null) {
      pings.stop();
      pings = null;
    }
    SignalSocket current = socket;
    socket = null;
    return current;
  }

  private void silent() {
    Pings.Rhythm known = rhythm;
    String waited = known == null ? "" : " for " + known.timeout().toSeconds() + " s";
    lost(new Trouble(Trouble.Kind.SIGNAL_SILENT, "LiveKit has not answered" + waited));
  }

  private void lost(Trouble trouble) {
    drop();
    listener.lost(trouble);
  }

  /** Whether a message answers a new socket; after any other a server goes on with us, too. */
  static boolean isGreeting(SignalResponse message) {
    return message.hasJoin() || message.hasReconnect() || message.hasLeave();
  }

  /** What belongs to a negotiation is made anew, and pings are about one socket. */
  private static boolean isWorthWaiting(SignalRequest message) {
    return message.hasUpdateMetadata() || message.hasSubscription() || message.hasMute();
  }

  private final class Inbound implements SignalSocket.Listener {
    private final int mine;

    Inbound(int mine) {
      this.mine = mine;
    }

    @Override
    public void message(SignalResponse message) {
      if (mine == number) {
        listener.message(message);
      }
    }

    @Override
    public void lost(Trouble trouble) {
      if (mine == number) {
        Signalling.this.lost(trouble);
      }
    }
  }
}
