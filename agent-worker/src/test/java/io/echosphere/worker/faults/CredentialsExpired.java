package io.echosphere.worker.faults;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** The worker's access key is refused as expired by all services, and then is good again. */
record CredentialsExpired() implements Fault {
  private static final String TOLD = "AWS refuses our credentials";
  private static final Duration TAKEN = Duration.ofSeconds(20);

  @Override
  public String name() {
    return "AWS credentials expired";
  }

  @Override
  public boolean othersWait() {
    return true;
  }

  @Override
  public void beforeSpeech(Scene scene) {
    var aws = scene.stack().aws();
    aws.faults().refuseKey(aws.environment().getOrDefault("AWS_ACCESS_KEY_ID", ""));
  }

  @Override
  public void strike(Scene scene) throws InterruptedException {
    try {
      scene
          .stack()
          .aws()
          .awaitCall(
              call -> call.error().filter("ExpiredTokenException"::equals).isPresent(), TAKEN);
    } catch (TimeoutException e) {
      throw new RowFailed("no request was refused");
    }
  }

  @Override
  public void repair(Scene scene) {
    scene.stack().aws().faults().clear();
  }

  @Override
  public List<String> told() {
    return List.of(TOLD);
  }

  @Override
  public List<String> mayTell() {
    return List.of(TOLD);
  }
}
