package io.echosphere.worker.wiring;

import io.echosphere.adapter.postgres.Database;
import io.echosphere.application.port.out.RoomControl;
import io.echosphere.application.port.out.Timers;
import io.echosphere.application.port.out.WorkerLeases.Holder;
import io.echosphere.application.recovery.Recovery;
import io.echosphere.worker.config.LiveKitConfig;
import io.echosphere.worker.config.WorkerConfig;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * This worker's lease, and its care for lost sessions.
 *
 * @param recovery renews, claims and calls
 * @param looks asks LiveKit for a few sessions at a time; the sessions of a round wait, 200 at most
 */
record Recovering(Recovery recovery, ExecutorService looks) {
  private static final int LOOKS = 8;

  /** Makes it; nothing is contacted before it starts. */
  static Recovering of(
      WorkerConfig config, Database database, UUID worker, RoomControl rooms, Timers timers) {
    var livekit = config.livekit();
    var lease = config.recovery().lease();
    // A name of the virtual machine's own making: the process and its host.
    String host = ManagementFactory.getRuntimeMXBean().getName();
    var holder = new Holder(worker, scope(livekit), fit(host), lease);
    var looks =
        Executors.newFixedThreadPool(LOOKS, Thread.ofVirtual().name("recovery-room-", 0).factory());
    var settings =
        new Recovery.Settings(
            lease, timers, task -> Thread.ofVirtual().name("recovery").start(task), looks);
    var recovery =
        new Recovery(database.leases(holder), database.sessions(worker), rooms, settings);
    return new Recovering(recovery, looks);
  }

  /** Takes no more care; the lease is still held. */
  void stop() {
    recovery.close();
    looks.shutdownNow();
  }

  /**
   * Which workers stand in for each other: those of one LiveKit project whose agents have one name.
   * Not those of one address, because the nodes of a project have several.
   */
  private static String scope(LiveKitConfig livekit) {
    String text = livekit.apiKey() + "\n" + livekit.agentName();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, 16));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String fit(String host) {
    return host.length() <= 255 ? host : host.substring(0, 255);
  }
}
