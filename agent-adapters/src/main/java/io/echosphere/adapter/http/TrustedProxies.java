package io.echosphere.adapter.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The reverse proxies in front of us. What they say about a client is believed; what anybody else
 * says is not, because every client could say it. Immutable.
 */
public final class TrustedProxies {
  private static final Pattern FOUR_NUMBERS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final TrustedProxies NONE = new TrustedProxies(List.of());

  private final List<Network> networks;

  private TrustedProxies(List<Network> networks) {
    this.networks = List.copyOf(networks);
  }

  /** Nobody. */
  public static TrustedProxies none() {
    return NONE;
  }

  /**
   * These networks.
   *
   * @param networks addresses or networks such as {@code 10.0.0.0/8} or {@code fd00::/8}
   * @throws IllegalArgumentException naming the one that is neither
   */
  public static TrustedProxies of(List<String> networks) {
    return new TrustedProxies(networks.stream().map(Network::parse).toList());
  }

  /**
   * Who is behind a connection.
   *
   * @param peer who connected
   * @param forwardedFor the {@code X-Forwarded-For} headers in order
   * @return the last address in the chain that no trusted proxy vouches to be its own
   */
  InetAddress client(InetAddress peer, List<String> forwardedFor) {
    InetAddress client = peer;
    List<String> chain = new ArrayList<>();
    forwardedFor.forEach(header -> chain.addAll(List.of(header.split(",", -1))));
    for (String hop : chain.reversed()) {
      if (!trusts(client)) {
        return client;
      }
      Optional<InetAddress> next = address(hop.strip());
      if (next.isEmpty()) {
        return client;
      }
      client = next.get();
    }
    return client;
  }

  boolean trusts(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  /** An address as proxies write it, with or without a port. Never asks DNS. */
  private static Optional<InetAddress> address(String text) {
    String bare = text;
    if (bare.startsWith("[")) {
      int end = bare.indexOf(']');
      bare = end < 0 ? "" : bare.substring(1, end);
    } else if (bare.indexOf(':') == bare.lastIndexOf(':') && bare.contains(":")) {
      bare = bare.substring(0, bare.indexOf(':'));
    }
    try {
      return Optional.of(literal(bare));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Java also takes {@code 10.1} for an address; who writes that means something else. */
  private static InetAddress literal(String text) {
    if (!text.contains(":") && !FOUR_NUMBERS.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return InetAddress.ofLiteral(text);
  }

  /** An address and how many of its leading bits count. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Network(byte[] address, int bits) {
    static Network parse(String text) {
      int slash = text.indexOf('/');
      try {
        byte[] address = literal(slash < 0 ? text : text.substring(0, slash)).getAddress();
        int most = address.length * Byte.SIZE;
        int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
        if (bits >= 0 && bits <= most) {
          return new Network(address, bits);
        }
      } catch (IllegalArgumentException _) {
        // said below
      }
      throw new IllegalArgumentException(text);
    }

    boolean contains(InetAddress other) {
      byte[] theirs = other.getAddress();
      if (theirs.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % Byte.SIZE);
        if (((theirs[bit / Byte.SIZE] ^ address[bit / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
