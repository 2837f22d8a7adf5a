package io.echosphere.adapter.livekit.dispatch;

import com.google.protobuf.InvalidProtocolBufferException;
import io.echosphere.adapter.livekit.dispatch.WorkerTransport.Socket;
import io.echosphere.application.port.in.AgentJobs;
import io.echosphere.application.port.out.Timers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import livekit.LivekitAgent.RegisterWorkerResponse;
import livekit.LivekitAgent.ServerMessage;
import livekit.LivekitAgent.WorkerMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's side of LiveKit's agent protocol. Every method runs on the owner's thread; what
 * comes from elsewhere (frames, timers, jobs) is told to the owner first. Each connection has a
 * number, and what arrives for an earlier one is dropped.
 */
final class WorkerProtocol implements WorkerJobs.Host {
  /** The server itself waits this long for the registration. */
  static final Duration REGISTER_LIMIT = Duration.ofSeconds(10);

  static final Duration STATUS_EVERY = Duration.ofMillis(2_500);
  static final Duration PING_EVERY = Duration.ofSeconds(10);

  /** Two pings unanswered; a server that is alive answers within milliseconds. */
  static final Duration SILENCE_LIMIT = Duration.ofSeconds(25);

  /** Frames that wait for the owner; more mean a flood, and the connection is dropped. */
  static final int MAX_UNREAD = 1_024;

  private static final Logger log = LoggerFactory.getLogger(WorkerProtocol.class);

  private final WorkerSettings settings;
  private final AgentJobs jobs;
  private final Timers timers;
  private final WorkerListener listener;
  private final WorkerTransport transport;
  private final Backoff backoff;
  private final Executor owner;

  private final WorkerJobs work;
  private final Set<String> oddities = new HashSet<>();
  private Link link = new Link.Down();
  private int connection;
  private boolean draining;
  private boolean toldFull;
  private long lastHeardNanos;
  private long lastPingMillis;

  WorkerProtocol(
      WorkerSettings settings,
      AgentJobs jobs,
      Timers timers,
      WorkerListener listener,
      Wiring wiring) {
    this.settings = settings;
    this.jobs = jobs;
    this.timers = timers;
    this.listener = listener;
    transport = wiring.transport();
    backoff = wiring.backoff();
    owner = wiring.owner();
    work = new WorkerJobs(settings, jobs, owner, this);
  }

  /**
   * What a test replaces.
   *
   * @param owner runs tasks in order on the one thread that calls this protocol
   */
  record Wiring(WorkerTransport transport, Backoff backoff, Executor owner) {}

  void start() {
    if (link instanceof Link.Down && connection == 0) {
      connect();
    }
  }

  void drain() {
    if (!draining) {
      draining = true;
      log.info("draining: no further jobs are taken, {} are running", work.running());
      tellStanding();
    }
  }

  /** Says what has changed between full and available, if anything. */
  @Override
  public void standingMayHaveChanged() {
    if (isFull(jobs.standing()) != toldFull) {
      tellStanding();
    }
  }

  void close() {
    registeredSocket().ifPresent(Socket::finish);
    if (link instanceof Link.Connecting(var socket)) {
      socket.abort();
    }
    connection++;
    become(new Link.Closed());
    if (work.updates().size() > 0) {
      log.debug("closed with {} job updates that LiveKit has not confirmed", work.updates().size());
    }
  }

  private void connect() {
    int number = ++connection;
    lastHeardNanos = timers.nanos();
    try {
      become(new Link.Connecting(transport.open(new Inbound(number))));
    } catch (RuntimeException unusable) {
      lost("no connection can be opened (" + unusable.getMessage() + ")");
      return;
    }
    later(REGISTER_LIMIT, number, this::registrationLate);
  }

  private void registrationLate() {
    if (link instanceof Link.Connecting) {
      lost("LiveKit did not answer the registration within 10 s");
    }
  }

  private void lost(String problem) {
    connection++; // whatever else this connection still says is stale
    if (link instanceof Link.Connecting(var socket)) {
      socket.abort();
    }
    registeredSocket().ifPresent(Socket::abort);
    become(new Link.Down());
    work.updates().disconnected();
    Duration wait = backoff.next();
    log.warn(
        "not registered with LiveKit at {}: {}; trying again in {} ms ({} jobs go on)",
        settings.url(),
        problem,
        wait.toMillis(),
        work.running());
    listener.unavailable(problem);
    later(wait, connection, this::connect);
  }

  private void received(int number, byte[] frame) {
    lastHeardNanos = timers.nanos();
    ServerMessage message;
    try {
      message = ServerMessage.parseFrom(frame);
    } catch (InvalidProtocolBufferException _) {
      odd("a message that is not of the agent protocol");
      return;
    }
    switch (message.getMessageCase()) {
      case REGISTER -> registered(number, message.getRegister());
      case AVAILABILITY -> work.offered(message.getAvailability(), draining);
      case ASSIGNMENT -> work.assigned(message.getAssignment());
      case TERMINATION -> work.terminated(message.getTermination().getJobId());
      case PONG -> {
        if (message.getPong().getLastTimestamp() == lastPingMillis) {
          work.updates().answered();
        }
      }
      case MESSAGE_NOT_SET -> odd("a message of an unknown kind");
    }
  }

  private void registered(int number, RegisterWorkerResponse answer) {
    if (!(link instanceof Link.Connecting(var socket))) {
      odd("a second answer to the registration");
      return;
    }
    become(new Link.Registered(socket, answer.getWorkerId()));
    backoff.reset();
    toldFull = true; // as good as full: it was given nothing until now
    log.info(
        "registered with LiveKit {} at {} as worker {}, {}",
        answer.getServerInfo().getVersion(),
        settings.url(),
        answer.getWorkerId(),
        settings.agentName().isEmpty()
            ? "dispatched to every new room"
            : "dispatched by the name '" + settings.agentName() + "'");
    listener.registered(answer.getWorkerId());
    heartbeat(number);
    ping(number);
    work.updates().send(this::send);
  }

  private void heartbeat(int number) {
    if (timers.nanos() - lastHeardNanos > SILENCE_LIMIT.toNanos()) {
      lost("LiveKit has been silent for " + SILENCE_LIMIT.toSeconds() + " s");
      return;
    }
    later(STATUS_EVERY, number, () -> heartbeat(number));
    tellStanding();
  }

  private void ping(int number) {
    lastPingMillis = timers.now().toEpochMilli();
    work.updates().pinged();
    send(WorkerMessages.ping(lastPingMillis));
    later(PING_EVERY, number, () -> ping(number));
  }

  private void tellStanding() {
    var standing = jobs.standing();
    boolean full = isFull(standing);
    if (send(WorkerMessages.status(standing, full))) {
      boolean opened = toldFull && !full;
      toldFull = full;
      if (opened) {
        listener.available();
      }
    }
  }

  private boolean isFull(AgentJobs.Standing standing) {
    return draining || standing.full();
  }

  @Override
  public boolean send(WorkerMessage message) {
    return registeredSocket().map(socket -> socket.send(message.toByteArray())).orElse(false);
  }

  private Optional<Socket> registeredSocket() {
    return link instanceof Link.Registered(var socket, _) ? Optional.of(socket) : Optional.empty();
  }

  private void become(Link next) {
    log.debug("{} -> {}", link.getClass().getSimpleName(), next.getClass().getSimpleName());
    link = next;
  }

  /** Names each kind of odd message once: a broken server would fill the log. */
  @Override
  public void odd(String kind) {
    if (oddities.add(kind)) {
      log.warn("LiveKit sent {}; it is ignored, and so are further ones", kind);
    }
  }

  private void later(Duration delay, int number, Runnable task) {
    timers.after(delay, () -> tell(number, task));
  }

  private void tell(int number, Runnable task) {
    owner.execute(
        () -> {
          if (number == connection) {
            task.run();
          }
        });
  }

  /** Tells the owner what one connection hears. */
  private final class Inbound implements WorkerTransport.Listener {
    private final int number;
    private final AtomicInteger unread = new AtomicInteger();

    private Inbound(int number) {
      this.number = number;
    }

    @Override
    public void opened() {
      tell(
          number,
          () -> {
            int pingSeconds = Math.toIntExact(PING_EVERY.toSeconds());
            if (link instanceof Link.Connecting(var socket)) {
              socket.send(WorkerMessages.register(settings, pingSeconds).toByteArray());
            }
          });
    }

    @Override
    public void received(byte[] frame) {
      if (unread.incrementAndGet() > MAX_UNREAD) {
        tell(number, () -> WorkerProtocol.this.lost("LiveKit sends too much at once"));
        return;
      }
      tell(
          number,
          () -> {
            unread.decrementAndGet();
            WorkerProtocol.this.received(number, frame);
          });
    }

    @Override
    public void receivedText() {
      tell(number, () -> odd("a text message"));
    }

    @Override
    public void lost(String problem) {
      tell(number, () -> WorkerProtocol.this.lost(problem));
    }
  }
}
