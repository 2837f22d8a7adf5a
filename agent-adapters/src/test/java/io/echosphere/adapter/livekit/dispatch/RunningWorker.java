package io.echosphere.adapter.livekit.dispatch;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A started worker with scripted jobs, and what its listener heard. */
final class RunningWorker implements AutoCloseable {
  final ScriptedJobs jobs = new ScriptedJobs();
  final BlockingQueue<String> registrations = new LinkedBlockingQueue<>();
  final BlockingQueue<String> problems = new LinkedBlockingQueue<>();
  final LiveKitWorker worker;
  private final RealTimers timers = new RealTimers();

  RunningWorker(String url, String key, String secret, String agentName) {
    var settings =
        new WorkerSettings(
            URI.create(url), key, secret, agentName, "EchoSphere", Map.of(), "0-test");
    worker =
        new LiveKitWorker(
            settings,
            jobs,
            timers,
            new WorkerListener() {
              @Override
              public void registered(String workerId) {
                registrations.add(workerId);
              }

              @Override
              public void unavailable(String problem) {
                problems.add(problem);
              }
            });
  }

  RunningWorker started() {
    worker.start();
    return this;
  }

  @Override
  public void close() {
    worker.close();
    timers.close();
  }
}
