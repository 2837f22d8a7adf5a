package io.echosphere.adapter.webrtc;

/** A process that loads the library, prints its result, and ends. */
final class HushedExit {
  private HushedExit() {}

  public static void main(String[] args) {
    WebRtc.load();
    System.out.println("{\"result\":1}");
    WebRtc.hushExit();
    System.exit(0);
  }
}
