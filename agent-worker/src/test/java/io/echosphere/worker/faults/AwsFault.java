package io.echosphere.worker.faults;

import io.echosphere.simulator.aws.call.Call;
import io.echosphere.simulator.aws.call.Outcome;
import io.echosphere.simulator.aws.call.Service;
import io.echosphere.simulator.aws.fault.Fault.LateFinals;
import io.echosphere.simulator.aws.fault.Fault.Stall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Something that a service of AWS does to the call. The plan knows services, not calls: a fault of
 * a few requests is used up by the one call that makes requests meanwhile; while every request
 * fails the others are silent.
 *
 * @param name in the words of the table
 * @param services whose requests fail
 * @param fault how
 * @param requests how many of each; 0 for all until it is repaired
 * @param opening whether it meets what the call asks for at its beginning, or what it asks for once
 *     the caller speaks
 * @param told what must be logged
 */
record AwsFault(
    String name,
    List<Service> services,
    io.echosphere.simulator.aws.fault.Fault fault,
    int requests,
    boolean opening,
    List<String> told)
    implements Fault {
  private static final Duration TAKEN = Duration.ofSeconds(20);

  /** Every request of a service fails until it is repaired, from the caller's speech on. */
  static AwsFault always(
      Service service, String name, io.echosphere.simulator.aws.fault.Fault fault) {
    return new AwsFault(name, List.of(service), fault, 0, false, List.of());
  }

  /** A few requests of a service fail, from the caller's speech on. */
  static AwsFault next(
      Service service, int requests, String name, io.echosphere.simulator.aws.fault.Fault fault) {
    return new AwsFault(name, List.of(service), fault, requests, false, List.of());
  }

  /** The stream that the call opens at its beginning fails. */
  static AwsFault stream(String name, io.echosphere.simulator.aws.fault.Fault fault) {
    return new AwsFault(name, List.of(Service.TRANSCRIBE), fault, 1, true, List.of());
  }

  /** The same, saying what must be logged. */
  AwsFault telling(String... words) {
    return new AwsFault(name, services, fault, requests, opening, List.of(words));
  }

  @Override
  public boolean othersWait() {
    return requests == 0;
  }

  @Override
  public void beforeCall(Scene scene) {
    if (opening) {
      plan(scene);
    }
  }

  @Override
  public void beforeSpeech(Scene scene) {
    if (!opening) {
      plan(scene);
    }
  }

  /** Waits until it has done what it does. */
  @Override
  public void strike(Scene scene) throws InterruptedException {
    try {
      scene.stack().aws().awaitCall(this::isDone, TAKEN);
    } catch (TimeoutException e) {
      throw new RowFailed("the fault was met by no request");
    }
  }

  @Override
  public void repair(Scene scene) {
    scene.stack().aws().faults().clear();
  }

  private void plan(Scene scene) {
    var plan = scene.stack().aws().faults();
    for (Service service : services) {
      if (requests == 0) {
        plan.always(service, fault);
      } else {
        plan.next(service, requests, fault);
      }
    }
  }

  private boolean isDone(Call call) {
    if (call.fault().isEmpty()) {
      return false;
    }
    return switch (fault) {
      case Stall(int frames) -> call.frames() >= frames;
      case LateFinals _ -> call.frames() > 0;
      default -> call.outcome() != Outcome.RUNNING || call.firstFrame().isPresent();
    };
  }
}
