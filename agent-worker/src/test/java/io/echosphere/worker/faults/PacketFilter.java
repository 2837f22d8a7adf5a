package io.echosphere.worker.faults;

import io.echosphere.simulator.stack.DebianPackages;
import io.echosphere.simulator.stack.LocalStackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets the kernel drop packets of some ports, as a broken path would: nobody is told. By nftables,
 * as root on Linux. Owned by one thread.
 */
final class PacketFilter implements AutoCloseable {
  private static final String TABLE = "inet echosphere_faults";

  private PacketFilter() {}

  /** A filter that drops nothing yet; empty where it cannot be had. */
  static Optional<PacketFilter> here() {
    try {
      DebianPackages.require("cutting media", Map.of("nftables", "/usr/sbin/nft"));
    } catch (LocalStackException e) {
      return Optional.empty();
    }
    var filter = new PacketFilter();
    return filter.run("add table " + TABLE + "\ndelete table " + TABLE + "\n")
        ? Optional.of(filter)
        : Optional.empty();
  }

  /** Drops what comes from and goes to these ports, UDP and TCP, and nothing else any more. */
  void drop(Collection<Integer> ports) {
    String set =
        new TreeSet<>(ports).stream().map(String::valueOf).collect(Collectors.joining(", "));
    String rules =
        Stream.of("udp sport", "udp dport", "tcp sport", "tcp dport")
            .map(match -> "    %s { %s } drop\n".formatted(match, set))
            .collect(Collectors.joining());
    passAll();
    if (!run(
        "table %s {\n  chain input {\n    type filter hook input priority 0; policy accept;\n%s  }\n}\n"
            .formatted(TABLE, rules))) {
      throw new LocalStackException("nft does not take a rule for the ports " + set);
    }
  }

  /** Drops nothing any more. Idempotent. */
  void passAll() {
    run("add table " + TABLE + "\ndelete table " + TABLE + "\n");
  }

  @Override
  public void close() {
    passAll();
  }

  /** The local UDP ports of a process. */
  static Set<Integer> udpPortsOf(long pid) {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      descriptors.map(PacketFilter::target).forEach(inodes::add);
      Set<Integer> ports = new HashSet<>();
      for (String table : List.of("udp", "udp6")) {
        Files.readAllLines(Path.of("/proc/net", table)).stream()
            .skip(1)
            .map(line -> line.strip().split("\\s+"))
            .filter(column -> inodes.contains("socket:[" + column[9] + "]"))
            .map(column -> column[1].substring(column[1].lastIndexOf(':') + 1))
            .forEach(port -> ports.add(Integer.parseInt(port, 16)));
      }
      return ports;
    } catch (IOException e) {
      throw new LocalStackException("cannot look at the sockets of process " + pid, e);
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }

  private boolean run(String rules) {
    try {
      Process nft =
          new ProcessBuilder("/usr/sbin/nft", "-f", "-").redirectErrorStream(true).start();
      try (var input = nft.getOutputStream()) {
        input.write(rules.getBytes(StandardCharsets.US_ASCII));
      }
      nft.getInputStream().readAllBytes();
      return nft.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
