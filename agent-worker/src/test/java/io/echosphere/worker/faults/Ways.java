package io.echosphere.worker.faults;

import io.echosphere.simulator.aws.fault.Fault;
import java.time.Duration;

/** Ways in which a request to a service fails. */
final class Ways {
  private Ways() {}

  static Fault throttled() {
    return Fault.throttle();
  }

  static Fault refused(int status, String type) {
    return Fault.refuse(status, type);
  }

  static Fault interrupted(int afterFrames, String type, String message) {
    return new Fault.Interrupt(afterFrames, type, message);
  }

  static Fault reset(int afterFrames) {
    return Fault.resetAfter(afterFrames);
  }

  static Fault stalled(int afterFrames) {
    return Fault.stallAfter(afterFrames);
  }

  static Fault malformed(int afterFrames) {
    return Fault.badCrc(afterFrames);
  }

  static Fault ended(int afterFrames) {
    return Fault.truncateAfter(afterFrames);
  }

  static Fault late(Duration by) {
    return Fault.delay(by);
  }

  static Fault lateFinals(Duration by) {
    return Fault.lateFinals(by);
  }
}
