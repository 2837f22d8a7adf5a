package io.echosphere.simulator.aws.fault;

import java.time.Duration;

/** What goes wrong in one call. Frames are event messages (Transcribe, Bedrock) or audio chunks. */
public sealed interface Fault {

  /** Refused for too many requests, with the service's own status and type. */
  record Throttle() implements Fault {}

  /**
   * Refused with a status.
   *
   * @param status the HTTP status, 400 to 599
   * @param type the error's type, such as {@code ServiceUnavailableException}
   * @param message the error's words
   */
  record Refuse(int status, String type, String message) implements Fault {}

  /**
   * Begun well, then an exception event, as from an overloaded model. Where the answer has no
   * events (Polly, Converse) it breaks off.
   *
   * @param afterFrames how many frames go out before
   * @param type the exception's type as the event names it, such as {@code
   *     modelStreamErrorException}
   * @param message the exception's words
   */
  record Interrupt(int afterFrames, String type, String message) implements Fault {}

  /**
   * Silence for ever; the request is read.
   *
   * @param afterFrames how many frames go out before; at 0 not even a status comes
   */
  record Stall(int afterFrames) implements Fault {}

  /**
   * The stream is reset (RST_STREAM), on HTTP/1.1 the connection.
   *
   * @param afterFrames how many frames go out before; at 0 not even a status comes
   * @param wholeConnection whether the connection goes down with all its streams
   */
  record Reset(int afterFrames, boolean wholeConnection) implements Fault {}

  /**
   * The answer ends in good order, but too early: without its last frames.
   *
   * @param afterFrames how many frames go out before
   */
  record Truncate(int afterFrames) implements Fault {}

  /**
   * All is well, but late.
   *
   * @param by how much later the first byte comes
   */
  record Delay(Duration by) implements Fault {}

  /**
   * Finals of a transcript are held back longer than usual, and what follows them with them.
   *
   * @param by how much longer
   */
  record LateFinals(Duration by) implements Fault {}

  /**
   * One frame is broken.
   *
   * @param afterFrames how many good frames go out before
   * @param damage how it is broken
   */
  record Malform(int afterFrames, Damage damage) implements Fault {}

  /** Ways to break a frame. */
  enum Damage {
    /** A well-shaped event message whose checksum does not match; for audio, as garbage. */
    BAD_CRC,
    /** Bytes that are no frame at all; on HTTP/1.1 they break the chunked encoding. */
    GARBAGE
  }

  /** Refuses for too many requests. */
  static Fault throttle() {
    return new Throttle();
  }

  /** Refuses with a status and an error type. */
  static Fault refuse(int status, String type) {
    return new Refuse(status, type, "Simulated fault.");
  }

  /** Breaks off with an exception event. */
  static Fault interrupt(int afterFrames, String type) {
    return new Interrupt(afterFrames, type, "Simulated fault.");
  }

  /** Never answers. */
  static Fault stall() {
    return new Stall(0);
  }

  /** Falls silent after so many frames. */
  static Fault stallAfter(int frames) {
    return new Stall(frames);
  }

  /** Resets at once. */
  static Fault reset() {
    return new Reset(0, false);
  }

  /** Resets after so many frames. */
  static Fault resetAfter(int frames) {
    return new Reset(frames, false);
  }

  /** Drops the connection with all its streams after so many frames. */
  static Fault dropConnection(int afterFrames) {
    return new Reset(afterFrames, true);
  }

  /** Ends too early, after so many frames. */
  static Fault truncateAfter(int frames) {
    return new Truncate(frames);
  }

  /** Answers later by that much. */
  static Fault delay(Duration by) {
    return new Delay(by);
  }

  /** Holds finals back longer by that much. */
  static Fault lateFinals(Duration by) {
    return new LateFinals(by);
  }

  /** Sends a frame with a wrong checksum after so many good ones. */
  static Fault badCrc(int afterFrames) {
    return new Malform(afterFrames, Damage.BAD_CRC);
  }

  /** Sends garbage after so many good frames. */
  static Fault garbage(int afterFrames) {
    return new Malform(afterFrames, Damage.GARBAGE);
  }
}
