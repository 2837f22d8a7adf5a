package io.echosphere.adapter.webrtc;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceServer;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One half of a connection. Owned by one platform thread, which its native calls may hold for some
 * ms while they wait for the library's threads; never to be called from a {@link PeerListener}.
 */
public abstract sealed class Peer permits PublisherPeer, SubscriberPeer {
  /** A negotiation step takes single ms; one that takes this long will not end. */
  private static final long STEP_LIMIT_SECONDS = 5;

  /** More than a server ever has addresses; beyond it, further candidates are dropped. */
  private static final int MAX_EARLY_CANDIDATES = 64;

  private final RTCConfiguration configuration = new RTCConfiguration();
  private final RTCPeerConnection connection;
  private final PeerRelay relay;

  /** Candidates that came before the remote description, which they need. */
  private final List<IceCandidate> early = new ArrayList<>();

  private boolean hasRemote;
  private boolean closed;

  Peer(PeerConnectionFactory factory, PeerRelay relay, Consumer<RTCDataChannel> channels) {
    this.relay = relay;
    connection = factory.createPeerConnection(configuration, new NativeEvents(relay, channels));
  }

  /** Sets the servers to gather candidates from; before a negotiation that starts ICE, or again. */
  public void useIceServers(List<IceServer> servers) {
    configuration.iceServers = servers.stream().map(Peer::nativeServer).toList();
    connection.setConfiguration(configuration);
  }

  /** Adds an address of the other side's, at once or as soon as it can be used. */
  public void addCandidate(IceCandidate candidate) {
    if (closed) {
      return;
    }
    if (hasRemote) {
      connection.addIceCandidate(
          new RTCIceCandidate(candidate.mid(), candidate.index(), candidate.sdp()));
    } else if (early.size() < MAX_EARLY_CANDIDATES) {
      early.add(candidate);
    }
  }

  /** What we last agreed to, as a session description; empty before the first negotiation. */
  public String localDescription() {
    return sdp(connection().getLocalDescription());
  }

  /** What the other side last agreed to; empty before the first negotiation. */
  public String remoteDescription() {
    return sdp(connection().getRemoteDescription());
  }

  /**
   * Asks for how long nothing has come from the other side, over whichever path is in use.
   *
   * @param answer takes it on a native thread, within some ms; empty if nobody knows
   */
  public void silence(Consumer<Optional<Duration>> answer) {
    connection().getStats(report -> answer.accept(Silence.of(report)));
  }

  /** Ends the connection; afterwards no callback comes and every other method is refused. */
  public void close() {
    if (!closed) {
      closed = true;
      beforeClose();
      connection.close();
      relay.release();
    }
  }

  /** Stops what must not run while the native connection closes. */
  abstract void beforeClose();

  final RTCPeerConnection connection() {
    if (closed) {
      throw new PeerException("the connection is closed");
    }
    return connection;
  }

  final void setRemote(RTCSdpType type, String sdp) {
    set(
        "reading the remote " + type,
        o -> connection().setRemoteDescription(new RTCSessionDescription(type, sdp), o));
    hasRemote = true;
    List<IceCandidate> waiting = List.copyOf(early);
    early.clear();
    waiting.forEach(this::addCandidate);
  }

  final String setLocal(
      RTCSdpType type, Consumer<CreateSessionDescriptionObserver> createDescription) {
    String sdp = create("creating the " + type, createDescription);
    set(
        "applying the " + type,
        o -> connection().setLocalDescription(new RTCSessionDescription(type, sdp), o));
    return sdp;
  }

  private static String create(String step, Consumer<CreateSessionDescriptionObserver> call) {
    var result = new CompletableFuture<String>();
    call.accept(
        new CreateSessionDescriptionObserver() {
          @Override
          public void onSuccess(RTCSessionDescription description) {
            result.complete(description.sdp);
          }

          @Override
          public void onFailure(String error) {
            result.completeExceptionally(new PeerException(step + " failed: " + error));
          }
        });
    return await(step, result);
  }

  private static void set(String step, Consumer<SetSessionDescriptionObserver> call) {
    var result = new CompletableFuture<String>();
    call.accept(
        new SetSessionDescriptionObserver() {
          @Override
          public void onSuccess() {
            result.complete("");
          }

          @Override
          public void onFailure(String error) {
            result.completeExceptionally(new PeerException(step + " failed: " + error));
          }
        });
    await(step, result);
  }

  private static String await(String step, CompletableFuture<String> result) {
    try {
      return result.get(STEP_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof PeerException refused
          ? refused
          : new PeerException(step + " failed", e);
    } catch (TimeoutException e) {
      throw new PeerException(step + " took more than " + STEP_LIMIT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PeerException(step + " was interrupted", e);
    }
  }

  private static String sdp(@Nullable RTCSessionDescription description) {
    return description == null ? "" : description.sdp;
  }

  private static RTCIceServer nativeServer(IceServer server) {
    var copy = new RTCIceServer();
    copy.urls = server.urls();
    copy.username = server.username();
    copy.password = server.credential();
    return copy;
  }
}
