package io.echosphere.worker.faults;

import java.time.Duration;
import java.util.Optional;

/**
 * One line of the table.
 *
 * @param fault what breaks
 * @param besides what is broken from before the call until its own time after the fault has come
 * @param moment when
 * @param outcome what must come of it
 * @param patience how long after its repair the caller may wait for an answer
 * @param loss what may be lost
 */
record Row(
    Fault fault,
    Optional<Fault> besides,
    Moment moment,
    Outcome outcome,
    Duration patience,
    Loss loss) {
  /** A row of a call that must not lose anything, and is answered within the usual time. */
  static Row of(Fault fault, Moment moment, Outcome outcome) {
    return new Row(fault, Optional.empty(), moment, outcome, Duration.ofSeconds(15), Loss.NOTHING);
  }

  /** The same where what is under way may be lost. */
  Row mayLose() {
    return mayLose(Loss.UNDER_WAY);
  }

  /** The same where so much may be lost. */
  Row mayLose(Loss most) {
    return new Row(fault, besides, moment, outcome, patience, most);
  }

  /** The same with another time to wait. */
  Row within(Duration time) {
    return new Row(fault, besides, moment, outcome, time, loss);
  }

  /** The same while something else is broken. */
  Row during(Fault other) {
    return new Row(fault, Optional.of(other), moment, outcome, patience, loss);
  }

  /** For choosing rows, and for progress. */
  String name() {
    return fault.name() + ", " + when();
  }

  String when() {
    return moment + besides.map(other -> ", during: " + other.name()).orElse("");
  }
}
