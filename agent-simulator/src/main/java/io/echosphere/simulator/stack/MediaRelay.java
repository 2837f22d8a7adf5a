package io.echosphere.simulator.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Passes UDP packets on to one port and back, a socket for each sender, until it is told to drop
 * them. Its state belongs to a thread of its own; the methods may be called from any.
 */
final class MediaRelay implements AutoCloseable {
  private final Selector selector = Selector.open();
  private final DatagramChannel front = DatagramChannel.open();
  private final InetSocketAddress target;
  private final Map<SocketAddress, DatagramChannel> backs = new HashMap<>();
  private final ByteBuffer packet = ByteBuffer.allocateDirect(65_536);
  private final Thread thread;
  private volatile boolean blocked;

  private MediaRelay(int targetPort) throws IOException {
    target = new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort);
    front.bind(new InetSocketAddress(Ports.freeUdp())); // the server offers every address
    front.configureBlocking(false);
    front.register(selector, SelectionKey.OP_READ);
    thread = Thread.ofPlatform().name("media-relay").daemon().start(this::run);
  }

  /** Begins to pass on to a port of this machine. */
  static MediaRelay to(int port) throws IOException {
    return new MediaRelay(port);
  }

  /** The port to send to instead. */
  int port() {
    return front.socket().getLocalPort();
  }

  void block(boolean drops) {
    blocked = drops;
  }

  @Override
  public void close() {
    thread.interrupt(); // which closes the selector's wait
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (selector;
        front) {
      while (!Thread.currentThread().isInterrupted()) {
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
          pass((DatagramChannel) key.channel(), key.attachment());
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      Notice.say("the media relay broke: " + e.getMessage());
    } finally {
      backs.values().forEach(MediaRelay::closeQuietly);
    }
  }

  /**
   * Passes one packet on.
   *
   * @param client whose packets come back this way; null for the front
   */
  private void pass(DatagramChannel from, @Nullable Object client) {
    packet.clear();
    try {
      SocketAddress sender = from.receive(packet);
      packet.flip();
      if (sender == null || blocked) {
        return;
      }
      if (client instanceof SocketAddress to) {
        front.send(packet, to);
      } else {
        back(sender).send(packet, target);
      }
    } catch (IOException e) {
      // the other side is not there: the packet is lost, as packets are
    }
  }

  private DatagramChannel back(SocketAddress client) throws IOException {
    DatagramChannel known = backs.get(client);
    if (known == null) {
      known = DatagramChannel.open();
      known.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      known.configureBlocking(false);
      known.register(selector, SelectionKey.OP_READ, client);
      backs.put(client, known);
    }
    return known;
  }

  private static void closeQuietly(DatagramChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      Notice.say("a socket of the media relay did not close: " + e.getMessage());
    }
  }
}
