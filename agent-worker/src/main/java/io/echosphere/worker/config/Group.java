package io.echosphere.worker.config;

/** A chapter of the documentation. */
public enum Group {
  LIVEKIT("LiveKit"),
  AGENT("The agent"),
  AWS("AWS"),
  HEARING("Hearing"),
  THINKING("Thinking"),
  SPEAKING("Speaking"),
  TURN("Turns"),
  LIMITS("Limits"),
  DATABASE("Database"),
  HTTP("Page and token API"),
  TELEMETRY("Logs and telemetry");

  private final String title;

  Group(String title) {
    this.title = title;
  }

  /** Its heading. */
  public String title() {
    return title;
  }
}
