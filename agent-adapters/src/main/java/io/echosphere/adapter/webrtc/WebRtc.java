package io.echosphere.adapter.webrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import org.jspecify.annotations.Nullable;

/**
 * The process's WebRTC: two factories that every session shares. A factory a session would cost
 * hundreds of threads, and one for both directions aborts the process (measured on webrtc-java
 * 0.14.0), so publishers come from one with a dummy audio device and subscribers from one with a
 * headless device, whose playout starts by itself and drives the sinks. Thread-safe.
 */
public final class WebRtc {
  private static @Nullable WebRtc instance;

  private final AudioDeviceModule silentDevice;
  private final HeadlessAudioDeviceModule headlessDevice;
  private final PeerConnectionFactory publishing;
  private final PeerConnectionFactory subscribing;

  private WebRtc() {
    silentDevice = new AudioDeviceModule(AudioLayer.kDummyAudio);
    publishing = new PeerConnectionFactory(silentDevice);
    headlessDevice = new HeadlessAudioDeviceModule();
    subscribing = new PeerConnectionFactory(headlessDevice);
  }

  /**
   * Loads the native library and creates the factories, once a process; later calls return at once.
   * The first takes some hundred ms, so a worker calls this while it starts.
   *
   * @throws NativeLibraryMissing if the library cannot be loaded; the message says what to install
   */
  public static synchronized WebRtc load() {
    WebRtc loaded = instance;
    if (loaded == null) {
      NativeLibraries.load();
      loaded = new WebRtc();
      instance = loaded;
    }
    return loaded;
  }

  /**
   * To be called last before {@code System.exit} by a process whose standard output is read by
   * programs: once loaded, the library prints two lines there while the process ends ("VM attach
   * current thread failed"). From here on, standard output goes to standard error. Does nothing
   * where the library was never loaded.
   */
  public static synchronized void hushExit() {
    if (instance != null) {
      NativeExit.sendStdoutToStderr();
    }
  }

  /**
   * Opens the sending half of a connection, with one audio track and LiveKit's two data channels.
   *
   * @param trackId identifies the track in the session description
   * @param listener hears candidates and states, on native threads
   */
  public PublisherPeer openPublisher(String trackId, PeerListener listener) {
    return new PublisherPeer(publishing, trackId, new PeerRelay(listener));
  }

  /** Opens the receiving half of a connection. */
  public SubscriberPeer openSubscriber(PeerListener listener) {
    return new SubscriberPeer(subscribing, new PeerRelay(listener));
  }

  @Override
  public String toString() {
    return "WebRTC with " + silentDevice + " and " + headlessDevice;
  }
}
