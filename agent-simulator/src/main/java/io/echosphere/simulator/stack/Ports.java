package io.echosphere.simulator.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds ports nobody listens on. Another process may take one before its use: callers retry. */
public final class Ports {
  private Ports() {}

  /**
   * Finds a free TCP port of the loopback interface.
   *
   * @return a port between 1 and 65535
   */
  public static int freeTcp() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Finds a UDP port that is free on all interfaces.
   *
   * @return a port between 1 and 65535
   */
  public static int freeUdp() {
    try (var socket = new DatagramSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
