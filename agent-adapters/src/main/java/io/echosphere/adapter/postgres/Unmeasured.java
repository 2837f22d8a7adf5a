package io.echosphere.adapter.postgres;

import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.Telemetry;
import io.echosphere.application.port.out.Telemetry.Activity;
import io.echosphere.application.port.out.Telemetry.Speaker;
import java.time.Duration;
import java.util.Map;

/** A statement that nobody measures: a process that only looks. */
final class Unmeasured implements Telemetry.Span {
  static final Telemetry.Span STATEMENT = new Unmeasured();

  private Unmeasured() {}

  @Override
  public Telemetry.Span begin(Activity activity) {
    return this;
  }

  @Override
  public void note(String key, long value) {}

  @Override
  public void note(String key, String value) {}

  @Override
  public void words(Speaker speaker, String text) {}

  @Override
  public Map<String, String> ids() {
    return Map.of();
  }

  @Override
  public void failed(Failure failure) {}

  @Override
  public void endAgo(Duration ago) {}
}
