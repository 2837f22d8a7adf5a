package io.echosphere.worker.faults;

import io.echosphere.simulator.stack.LiveKitProxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What can happen to LiveKit, to the way there, and to the caller at its other end. */
final class LiveKitFaults {
  private static final String AWAY = "Not registered with LiveKit";
  private static final String BROKE = "the connection to the room broke and is being restored";
  private static final String RESTORED = "the connection to the room is restored";
  private static final String BACK = "Ready: registered with LiveKit";

  private LiveKitFaults() {}

  /** The server dies with all rooms, and is started again. */
  static Fault serverKilled() {
    return new ServerKilled();
  }

  /** The signalling of the agent in one room is reset. */
  static Fault signallingCut() {
    return new SignallingCut();
  }

  /** The connection over which the worker is offered calls is reset. */
  static Fault workerSocketCut() {
    return new WorkerSocketCut();
  }

  /** No packet of the agent's in one room gets through. */
  static Fault agentsMediaCut(Duration lasts) {
    return new AgentsMediaCut(lasts);
  }

  /** No packet of media gets through for anybody. */
  static Fault allMediaCut(Duration lasts) {
    return new AllMediaCut(lasts);
  }

  /** The caller's program dies. */
  static Fault callerVanishes() {
    return new CallerVanishes();
  }

  private record ServerKilled() implements Fault {
    @Override
    public String name() {
      return "livekit-server killed, restarted after 2 s";
    }

    @Override
    public boolean hitsAll() {
      return true;
    }

    @Override
    public void strike(Scene scene) {
      scene.stack().livekit().kill();
    }

    @Override
    public Duration lasts() {
      return Duration.ofSeconds(2);
    }

    @Override
    public void repair(Scene scene) {
      scene.stack().livekit().restart();
    }

    @Override
    public List<String> told() {
      return List.of(AWAY, BACK, BROKE, RESTORED);
    }
  }

  private record SignallingCut() implements Fault {
    @Override
    public String name() {
      return "signalling socket cut";
    }

    @Override
    public void strike(Scene scene) {
      String room = scene.aimed().room();
      int cut = scene.stack().workerLine().cut(line -> line.isIn(room));
      RowFailed.unless(cut > 0, "the agent had no signalling to be cut");
    }

    @Override
    public List<String> told() {
      return List.of(BROKE, RESTORED);
    }
  }

  private record WorkerSocketCut() implements Fault {
    @Override
    public String name() {
      return "the worker's own socket cut for 3 s";
    }

    @Override
    public void strike(Scene scene) {
      var line = scene.stack().workerLine();
      line.refuse(LiveKitProxy.Line::isWorkers);
      RowFailed.unless(line.cut(LiveKitProxy.Line::isWorkers) > 0, "the worker had no socket");
    }

    @Override
    public Duration lasts() {
      return Duration.ofSeconds(3);
    }

    @Override
    public void repair(Scene scene) {
      scene.stack().workerLine().acceptAll();
    }

    @Override
    public List<String> told() {
      return List.of(AWAY, BACK);
    }
  }

  /** Knows the agent's ports by those that its worker has opened for the call. */
  private static final class AgentsMediaCut implements Fault {
    private final Duration lasts;
    private final Set<Integer> ports = new TreeSet<>();

    AgentsMediaCut(Duration lasts) {
      this.lasts = lasts;
    }

    @Override
    public String name() {
      return "the agent's media cut for " + lasts.toSeconds() + " s";
    }

    @Override
    public Optional<String> impossible(FaultStack stack) {
      return withoutFilter(stack);
    }

    @Override
    public void beforeCall(Scene scene) {
      ports.clear();
      ports.addAll(portsOfWorker(scene));
    }

    @Override
    public void afterCall(Scene scene) {
      Set<Integer> opened = portsOfWorker(scene);
      opened.removeAll(ports);
      ports.clear();
      ports.addAll(opened);
      RowFailed.unless(!ports.isEmpty(), "the worker opened no port for the call");
    }

    @Override
    public void strike(Scene scene) {
      scene.stack().filter().orElseThrow().drop(ports);
    }

    @Override
    public Duration lasts() {
      return lasts;
    }

    @Override
    public void repair(Scene scene) {
      scene.stack().filter().ifPresent(PacketFilter::passAll);
    }

    private static Set<Integer> portsOfWorker(Scene scene) {
      return PacketFilter.udpPortsOf(scene.stack().worker().java().orElseThrow().pid());
    }
  }

  private record AllMediaCut(Duration lasts) implements Fault {
    @Override
    public String name() {
      return "all media cut for " + lasts.toSeconds() + " s";
    }

    @Override
    public boolean hitsAll() {
      return true;
    }

    @Override
    public Optional<String> impossible(FaultStack stack) {
      return withoutFilter(stack);
    }

    @Override
    public void strike(Scene scene) {
      scene.stack().filter().orElseThrow().drop(scene.stack().livekit().mediaPorts());
    }

    @Override
    public void repair(Scene scene) {
      scene.stack().filter().ifPresent(PacketFilter::passAll);
    }
  }

  private record CallerVanishes() implements Fault {
    @Override
    public String name() {
      return "the caller vanishes";
    }

    @Override
    public void strike(Scene scene) {
      String room = scene.aimed().room();
      var line = scene.stack().callerLine();
      line.refuse(it -> it.isIn(room));
      RowFailed.unless(line.cut(it -> it.isIn(room)) > 0, "the caller had no signalling");
      scene.aimed().hangUp(); // without a word to the server: the way there is gone
    }

    @Override
    public void repair(Scene scene) {
      scene.stack().callerLine().acceptAll();
    }

    @Override
    public List<String> told() {
      return List.of("Session over: caller left");
    }
  }

  private static Optional<String> withoutFilter(FaultStack stack) {
    return stack.filter().isPresent()
        ? Optional.empty()
        : Optional.of("needs root and nftables, to drop packets");
  }
}
