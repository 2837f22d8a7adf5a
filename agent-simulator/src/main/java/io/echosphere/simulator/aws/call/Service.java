package io.echosphere.simulator.aws.call;

import java.util.Locale;

/** A simulated service. */
public enum Service {
  /** Amazon Transcribe Streaming. */
  TRANSCRIBE("transcribe"),
  /** Amazon Bedrock Runtime. */
  BEDROCK("bedrock"),
  /** Amazon Polly. */
  POLLY("polly");

  private final String signingName;

  Service(String signingName) {
    this.signingName = signingName;
  }

  /** The service's name in a signature's credential scope. */
  public String signingName() {
    return signingName;
  }

  /**
   * Finds a service by its signing name, in any case.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public static Service named(String name) {
    for (Service service : values()) {
      if (service.signingName.equals(name.toLowerCase(Locale.ROOT))) {
        return service;
      }
    }
    throw new IllegalArgumentException(
        "service '" + name + "' is not simulated; use transcribe, bedrock or polly");
  }
}
