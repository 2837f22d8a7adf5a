package io.echosphere.simulator.aws.wire;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** Collects a body and hands it over when it is complete. */
public final class WholeBody implements RequestBody {
  /** Bedrock's own limit on a Converse request is of this order. */
  private static final int LIMIT = 25_000_000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Consumer<byte[]> complete;
  private final Runnable cancelled;
  private boolean tooLong;

  /**
   * Makes a collector.
   *
   * @param complete takes the whole body; of one above 25 MB an empty array
   * @param cancelled runs when the client gives up
   */
  public WholeBody(Consumer<byte[]> complete, Runnable cancelled) {
    this.complete = complete;
    this.cancelled = cancelled;
  }

  @Override
  public void data(byte[] more) {
    if (bytes.size() + more.length > LIMIT) {
      tooLong = true;
      bytes.reset();
    }
    if (!tooLong) {
      bytes.writeBytes(more);
    }
  }

  @Override
  public void end() {
    complete.accept(bytes.toByteArray());
  }

  @Override
  public void cancelled() {
    cancelled.run();
  }
}
