package io.echosphere.adapter.livekit.dispatch;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import livekit.LivekitAgent.RegisterWorkerResponse;
import livekit.LivekitAgent.ServerMessage;
import livekit.LivekitAgent.WorkerMessage;

/** A server end in the test's hands, without a network or threads. */
final class FakeTransport implements WorkerTransport {
  final List<Connection> connections = new ArrayList<>();

  @Override
  public Socket open(Listener listener) {
    var connection = new Connection(listener);
    connections.add(connection);
    return connection;
  }

  @Override
  public void close() {}

  Connection latest() {
    return connections.getLast();
  }

  /** One connection, from the server's side. */
  static final class Connection implements Socket {
    final Listener listener;
    private final List<WorkerMessage> sent = new ArrayList<>();
    boolean swallows;
    boolean finished;
    boolean aborted;

    private Connection(Listener listener) {
      this.listener = listener;
    }

    @Override
    public boolean send(byte[] frame) {
      if (swallows) {
        return true;
      }
      try {
        sent.add(WorkerMessage.parseFrom(frame));
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
      return !finished && !aborted;
    }

    @Override
    public void finish() {
      finished = true;
    }

    @Override
    public void abort() {
      aborted = true;
    }

    /** Accepts the connection and the registration. */
    void register(String workerId) {
      listener.opened();
      say(
          ServerMessage.newBuilder()
              .setRegister(RegisterWorkerResponse.newBuilder().setWorkerId(workerId)));
    }

    void say(ServerMessage.Builder message) {
      listener.received(message.build().toByteArray());
    }

    /** What the worker has sent since the last call. */
    List<WorkerMessage> takeSent() {
      var taken = List.copyOf(sent);
      sent.clear();
      return taken;
    }
  }
}
